import { describe, expect, it } from 'vitest';
import { maskGripper, parseStatistics } from './number-statistics.js';

const numbers = { mean: [1, 2], std: [1, 1], max: [3, 3], min: [0, 0], q01: [0, 1], q99: [2, 3] };

describe('a file of statistics', () => {
  it("is read in OpenVLA's form, by dataset", () => {
    const dataset = { action: numbers, proprio: numbers, num_transitions: 2, num_trajectories: 1 };
    const found = parseStatistics(
      JSON.stringify({ one: dataset, two: { ...dataset, proprio: null } }),
      'mine',
    );
    expect([...found.keys()]).toEqual(['one', 'two']);
    expect(found.get('one')?.actions.q99).toEqual(Float64Array.of(2, 3));
    expect([found.get('one')?.state?.q01, found.get('two')?.state]).toEqual([Float64Array.of(0, 1), null]);
  });

  it.each(['actions', 'action'])("is read in openpi's form, under the name that it is given: %s", (key) => {
    const found = parseStatistics(JSON.stringify({ norm_stats: { [key]: numbers, state: numbers } }), 'mine');
    expect([...found.keys()]).toEqual(['mine']);
    expect(found.get('mine')?.actions.standardDeviation).toEqual(Float64Array.of(1, 1));
    expect(found.get('mine')?.state?.mean).toEqual(Float64Array.of(1, 2));
  });

  it('is refused without actions', () => {
    const text = JSON.stringify({ norm_stats: { state: numbers } });
    expect(() => parseStatistics(text, 'mine')).toThrow(
      expect.objectContaining({ code: 'STATISTICS_INVALID', at: 'norm_stats' }),
    );
  });
});

describe('the mask of a gripper', () => {
  const statistics = { q01: Float64Array.of(0, 0, 0), q99: Float64Array.of(1, 1, 1) };

  it("leaves the last number out, beside what the file's mask leaves out", () => {
    expect(maskGripper(statistics, 'open-is-one').mask).toEqual([true, true, false]);
    expect(maskGripper({ ...statistics, mask: [true, false, true] }, 'open-is-one').mask).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is none for a gripper that is a number like the others', () => {
    const masked = { ...statistics, mask: [true, false, true] };
    expect(maskGripper(masked, 'as-recorded')).toBe(masked);
  });
});
