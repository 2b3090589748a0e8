import { describe, expect, it } from 'vitest';
import { hasGoldens, readGolden } from './__fixtures__/goldens.js';
import {
  createExactStatistics,
  createHistogramStatistics,
  createNormalizer,
  type NormalizationScheme,
} from './index.js';

interface Goldens {
  readonly episodes_float64: readonly (readonly (readonly number[])[])[];
  readonly openpi_running_stats_over_3_updates: Readonly<Record<'mean' | 'std' | 'q01' | 'q99', number[]>>;
  readonly lerobot_v3_aggregated: Readonly<Record<'min' | 'max' | 'mean' | 'std', number[]>>;
}

interface Normalization {
  readonly mean?: readonly number[];
  readonly std?: readonly number[];
  readonly q01?: readonly number[];
  readonly q99?: readonly number[];
  readonly x: readonly (readonly number[])[];
  readonly normalised: readonly (readonly number[])[];
}

const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 12));

// Skipped outside the founders' workplace: recorded from others' code and not committed here.
describe.skipIf(!hasGoldens)('the records of the reference implementations', () => {
  it('of openpi RunningStats are equal, quantiles bit for bit', () => {
    const { episodes_float64: episodes, openpi_running_stats_over_3_updates: expected } =
      readGolden<Goldens>('stats_goldens.json');
    const statistics = createHistogramStatistics(3);
    for (const episode of episodes) statistics.add(episode.flat());
    const { mean, standardDeviation, q01, q99 } = statistics.summarize();
    expect([...q01]).toEqual(expected.q01);
    expect([...q99]).toEqual(expected.q99);
    expect([...mean]).toEqual(close(expected.mean));
    expect([...standardDeviation]).toEqual(close(expected.std));
  });

  it("of lerobot's aggregated moments are equal to the exact ones", () => {
    const { episodes_float64: episodes, lerobot_v3_aggregated: expected } =
      readGolden<Goldens>('stats_goldens.json');
    const statistics = createExactStatistics(3);
    for (const episode of episodes) statistics.add(episode.flat());
    const { count, mean, standardDeviation, minimum, maximum } = statistics.summarize();
    expect(count).toBe(125);
    expect([...minimum]).toEqual(expected.min);
    expect([...maximum]).toEqual(expected.max);
    expect([...mean]).toEqual(close(expected.mean));
    expect([...standardDeviation]).toEqual(close(expected.std));
  });

  it.each([
    ['openpi_zscore', 'z-score', null],
    ['openpi_quantile', 'quantile', null],
    ['openvla_bounds_q99_mask_last_false', 'bounds-q99', [true, true, true, true, true, true, false]],
  ] as const satisfies readonly [string, NormalizationScheme, readonly boolean[] | null][])(
    'of %s are equal',
    (name, scheme, mask) => {
      const golden = readGolden<Readonly<Record<string, Normalization>>>('binning_and_norm_goldens.json')[
        name
      ];
      const array = (values: readonly number[] | undefined) =>
        values === undefined ? {} : { values: Float64Array.from(values) };
      const [mean, standardDeviation, q01, q99] = [golden?.mean, golden?.std, golden?.q01, golden?.q99].map(
        (values) => array(values).values,
      );
      const normalizer = createNormalizer(scheme, {
        ...(mean && standardDeviation ? { mean, standardDeviation } : {}),
        ...(q01 && q99 ? { q01, q99 } : {}),
        mask,
      });
      const { x = [], normalised = [] } = golden ?? {};
      expect(x.length).toBeGreaterThan(3);
      const ours = normalizer.normalize(x.flat());
      expect([...ours]).toEqual(close(normalised.flat()));
      const isClipped = (value: number) => scheme === 'bounds-q99' && Math.abs(value) === 1;
      normalizer.unnormalize(ours).forEach((value, index) => {
        if (!isClipped(ours[index] ?? 0)) expect(value).toBeCloseTo(x.flat()[index] ?? Number.NaN, 7);
      });
    },
  );
});
