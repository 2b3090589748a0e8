import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handWay } from '../__fixtures__/episode.js';
import { approachPoint } from './approach-point.js';

describe('approachPoint', () => {
  it.each([
    [
      'a press from above: down and up',
      [
        [0, 0, 4],
        [0, 0, 0],
        [0, 0, 3],
      ],
      1,
      'turn',
    ],
    [
      'a press from the side: there and back',
      [
        [0, 0, 0],
        [4, 0, 0],
        [1, 0, 0],
      ],
      1,
      'turn',
    ],
    [
      'a push to the end: down, then along',
      [
        [0, 0, 4],
        [0, 0, 0],
        [4, 0, 0],
      ],
      2,
      'stop',
    ],
    [
      'a push and away: down, along, up, home',
      [
        [0, 0, 4],
        [0, 0, 0],
        [4, 0, 0],
        [4, 0, 4],
        [0, 0, 4],
      ],
      2,
      'turn',
    ],
    [
      'up and over first',
      [
        [0, 0, 0],
        [0, 0, 4],
        [4, 0, 4],
        [4, 0, 1],
        [4, 3, 1],
      ],
      4,
      'stop',
    ],
    [
      'two presses: the last one counts',
      [
        [0, 0, 4],
        [0, 0, 0],
        [0, 0, 4],
        [4, 0, 4],
        [4, 0, 0],
        [4, 0, 3],
      ],
      4,
      'turn',
    ],
    [
      'a straight way',
      [
        [0, 0, 0],
        [4, 1, 0],
      ],
      1,
      'stop',
    ],
  ] as const)('finds it in %s', (_, points, at, kind) => {
    const { effector, frames } = handWay(points, 20);
    const found = approachPoint(effector);
    expect(found?.kind).toBe(kind);
    expect(Math.abs((found?.frame ?? -99) - (frames[at] ?? 0))).toBeLessThanOrEqual(1);
  });

  it('does not depend on unit, place or heading, and takes another up', () => {
    const { effector } = handWay(
      [
        [0, 0, 4],
        [0, 0, 0],
        [4, 0, 0],
        [4, 0, 4],
      ],
      20,
    );
    const wanted = approachPoint(effector);
    const shift = fc.integer({ min: -10, max: 10 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70_000 }), shift, shift, (scale, x, y) => {
        const turned = effector.map((_, i) => {
          const at = i - (i % 3);
          const [a = 0, b = 0, c = 0] = effector.subarray(at, at + 3);
          return ([-b + x, a + y, c][i % 3] ?? 0) * scale;
        });
        expect(approachPoint(turned)).toEqual(wanted);
        const swapped = effector.map((_, i) => effector[i - (i % 3) + ((i + 1) % 3)] ?? 0);
        expect(approachPoint(swapped, [0, 1, 0])).toEqual(wanted);
      }),
    );
  });

  it('takes an up of any length, and refuses one without a direction', () => {
    // Down a gentle slope, along, and up another: neither is steep, however long the up vector.
    const { effector } = handWay(
      [
        [0, 0, 2],
        [4, 0, 0],
        [4, 4, 0],
        [8, 4, 2],
      ],
      20,
    );
    for (const size of [1e-6, 9.81]) {
      expect(approachPoint(effector, [0, 0, size])).toEqual(approachPoint(effector));
    }
    for (const up of [[0, 0, 0] as const, [Number.NaN, 0, 1] as const]) {
      expect(() => approachPoint(effector, up)).toThrow(
        expect.objectContaining({ code: 'FRAME_ROTATION', at: 'up' }),
      );
    }
  });

  it('is null where nothing moves or nothing is known', () => {
    expect(approachPoint(new Float64Array(0))).toBeNull();
    expect(approachPoint(Float64Array.of(1, 2, 3, 1, 2, 3))).toBeNull();
    expect(approachPoint(new Float64Array(9).fill(Number.NaN))).toBeNull();
  });

  it('steps over frames that are not finite', () => {
    const { effector } = handWay(
      [
        [0, 0, 4],
        [0, 0, 0],
        [0, 0, 3],
      ],
      20,
    );
    const damaged = effector.slice();
    damaged[10] = Number.NaN;
    damaged[50] = Number.POSITIVE_INFINITY;
    expect(approachPoint(damaged)).toEqual(approachPoint(effector));
  });
});
