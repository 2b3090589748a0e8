import { type NormalizerStatistics, takeArray } from './normalizer-statistics.js';

/** Both ways of one dimension. */
export interface Scale {
  readonly normalize: (value: number) => number;
  readonly unnormalize: (value: number) => number;
}

/** Makes the scale of every dimension. */
type Scheme = (statistics: NormalizerStatistics, name: string) => (dimension: number) => Scale;

/** Leaves a number alone. */
export const asItIs: Scale = { normalize: (value) => value, unnormalize: (value) => value };

/** The formulas of the dimensions that are normalised, by name. */
export const schemes = {
  'z-score': (statistics, name) => {
    const mean = takeArray(statistics, 'mean', name);
    const deviation = takeArray(statistics, 'standardDeviation', name);
    return (dimension) => zScore(at(mean, dimension), at(deviation, dimension) + 1e-6);
  },
  quantile: (statistics, name) => {
    const low = takeArray(statistics, 'q01', name);
    const high = takeArray(statistics, 'q99', name);
    return (dimension) => quantile(at(low, dimension), at(high, dimension));
  },
  'bounds-q99': (statistics, name) => {
    const low = takeArray(statistics, 'q01', name);
    const high = takeArray(statistics, 'q99', name);
    const { minimum, maximum } = statistics;
    return (dimension) => {
      const scale = bounds(at(low, dimension), at(high, dimension));
      const isConstant = minimum !== undefined && minimum[dimension] === maximum?.[dimension];
      // A dimension that never moves says nothing; the reference trains zeros.
      return isConstant ? { ...scale, normalize: () => 0 } : scale;
    };
  },
} as const satisfies Record<string, Scheme>;

function zScore(mean: number, deviation: number): Scale {
  return {
    normalize: (value) => (value - mean) / deviation,
    unnormalize: (value) => value * deviation + mean,
  };
}

function quantile(low: number, high: number): Scale {
  const range = high - low + 1e-6;
  return {
    normalize: (value) => ((value - low) / range) * 2 - 1,
    unnormalize: (value) => ((value + 1) / 2) * range + low,
  };
}

function bounds(low: number, high: number): Scale {
  return {
    normalize: (value) => Math.max(-1, Math.min(1, (2 * (value - low)) / (high - low + 1e-8) - 1)),
    unnormalize: (value) => 0.5 * (value + 1) * (high - low) + low,
  };
}

/** A number of an array within its length. */
function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
