import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NormStats, parseNormStats, serializeNormStats } from './index.js';

/** In the form in which openpi's pydantic model writes it. */
const text = `{
  "norm_stats": {
    "state": { "mean": [0.5, -1.0], "std": [1.0, 2.0], "q01": [0.0, -3.0], "q99": [1.0, 3.0] },
    "actions": { "mean": [0.1], "std": [0.2], "q01": null, "q99": null }
  }
}`;

describe('norm_stats.json', () => {
  it('is read by feature, with quantiles or without', () => {
    const features = parseNormStats(text);
    expect([...features.keys()]).toEqual(['state', 'actions']);
    expect(features.get('state')?.q99).toEqual(Float64Array.of(1, 3));
    expect(features.get('actions')).toMatchObject({ q01: null, q99: null });
    expect(parseNormStats('{"norm_stats":{"a":{"mean":[1],"std":[2]}}}').get('a')?.q01).toBeNull();
  });

  it('is written with the keys that openpi reads', () => {
    expect(JSON.parse(serializeNormStats(parseNormStats(text)))).toEqual(JSON.parse(text));
  });

  it('comes back number for number', () => {
    const numbers = (length: number) =>
      fc
        .array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: length, maxLength: length })
        // JSON has one zero.
        .map((values) => Float64Array.from(values, (value) => value + 0));
    const feature = fc.integer({ min: 1, max: 4 }).chain((length) =>
      fc.record({
        mean: numbers(length),
        standardDeviation: numbers(length),
        q01: fc.option(numbers(length)),
        q99: fc.option(numbers(length)),
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), feature)), (entries) => {
        const features: ReadonlyMap<string, NormStats> = new Map(entries);
        const again = parseNormStats(serializeNormStats(features));
        expect(new Map(again)).toEqual(new Map(features));
      }),
    );
  });

  it.each([
    ['no JSON', '{', '$'],
    ['another root', '[]', '$'],
    ['no norm_stats', '{}', 'norm_stats'],
    ['a feature that is no object', '{"norm_stats":{"a":1}}', 'norm_stats.a'],
    ['no mean', '{"norm_stats":{"a":{"std":[1]}}}', 'norm_stats.a.mean'],
    ['text among numbers', '{"norm_stats":{"a":{"mean":["1"],"std":[1]}}}', 'norm_stats.a.mean'],
    ['arrays of different length', '{"norm_stats":{"a":{"mean":[1],"std":[1,2]}}}', 'norm_stats.a.std'],
  ])('with %s is refused, naming the place', (_, broken, at) => {
    expect(() => parseNormStats(broken)).toThrow(expect.objectContaining({ code: 'STATISTICS_INVALID', at }));
  });

  it('cannot be written with NaN, which JSON lacks', () => {
    const state = {
      mean: Float64Array.of(0, Number.NaN),
      standardDeviation: Float64Array.of(1, 1),
      q01: null,
      q99: null,
    };
    expect(() => serializeNormStats(new Map([['state', state]]))).toThrow(
      expect.objectContaining({ code: 'STATISTICS_NOT_FINITE', at: 'norm_stats.state.mean[1]' }),
    );
  });

  it('gives a typed error or features for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (anything) => {
        try {
          parseNormStats(anything);
        } catch (error) {
          expect(error).toMatchObject({ code: 'STATISTICS_INVALID' });
        }
      }),
    );
  });
});
