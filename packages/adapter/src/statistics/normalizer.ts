import { InspireError } from '../errors.js';
import { checkName } from './check-name.js';
import { dimensionsOf, type NormalizerStatistics } from './normalizer-statistics.js';
import { asItIs, type Scale, schemes } from './scales.js';

/** Maps numbers between the robot's units and the backbone's range. */
export interface Normalizer {
  /** Dimensions that the statistics have. */
  readonly dimensions: number;
  /**
   * Into the backbone's range.
   *
   * @param rows - row-major [rows × width].
   * @param width - numbers per row; default {@link Normalizer.dimensions}. Numbers beyond the statistics stay as they
   * are, as in openpi, whose models pad actions.
   * @throws InspireError `STATISTICS_SHAPE` for a part of a row.
   */
  normalize(rows: ArrayLike<number>, width?: number): Float64Array;
  /** Back into the robot's units; the parameters are those of {@link Normalizer.normalize}. */
  unnormalize(rows: ArrayLike<number>, width?: number): Float64Array;
}

/** How numbers are normalised: openpi's `z-score` and `quantile`, OpenVLA's `bounds-q99`. */
export type NormalizationScheme = keyof typeof schemes;

/** Names of the schemes, for choices on a command line. */
export const normalizationSchemes = Object.keys(schemes) as readonly NormalizationScheme[];

/**
 * A normaliser by the name of its scheme.
 *
 * - `z-score`: (x − mean) / (standard deviation + 1e-6).
 * - `quantile`: (x − q01) / (q99 − q01 + 1e-6) · 2 − 1, not clipped.
 * - `bounds-q99`: clip(2 (x − q01) / (q99 − q01 + 1e-8) − 1, −1, 1), and 0 where minimum = maximum; back:
 *   (x + 1) / 2 · (q99 − q01) + q01, so clipped numbers come back as q01 or q99.
 *
 * Where the mask of the statistics is false, x stays x both ways. OpenVLA's own code makes 0 of such a number too where it
 * never moves, so that a gripper that was open in all demonstrations is trained, and acts, as closed.
 *
 * Source: Physical-Intelligence/openpi\@15a9616a src/openpi/transforms.py `Normalize`; Stanford-ILIAD/openvla-mini\@0822b362
 * prismatic/vla/datasets/rlds/utils/data_utils.py `normalize_action_and_proprio`; openvla/openvla\@c8f03f48
 * prismatic/models/vlas/openvla.py `predict_action`.
 *
 * @throws InspireError `STATISTICS_INCOMPLETE` where the scheme needs an array that is missing, `STATISTICS_SHAPE` where
 * arrays differ in length, `NAME_UNKNOWN` for no scheme.
 *
 * @example
 * ```ts
 * import { createNormalizer } from '@inspire-vla/adapter/statistics';
 *
 * const statistics = { q01: Float64Array.of(-2, 0), q99: Float64Array.of(2, 1), mask: [true, false] };
 * const normalizer = createNormalizer('bounds-q99', statistics);
 * console.log(normalizer.unnormalize([0.5, 1])); // Float64Array(2) [ 1, 1 ]
 * ```
 */
export function createNormalizer(scheme: NormalizationScheme, statistics: NormalizerStatistics): Normalizer {
  checkName('scheme', scheme, schemes);
  const dimensions = dimensionsOf(statistics);
  const scaleOf = schemes[scheme](statistics, scheme);
  const scales = Array.from({ length: dimensions }, (_, index) =>
    (statistics.mask?.[index] ?? true) ? scaleOf(index) : asItIs,
  );
  const apply = (way: keyof Scale, rows: ArrayLike<number>, width = dimensions) => {
    checkWidth(rows.length, width);
    return Float64Array.from(rows, (value, index) => (scales[index % width] ?? asItIs)[way](value));
  };
  return {
    dimensions,
    normalize: (rows, width) => apply('normalize', rows, width),
    unnormalize: (rows, width) => apply('unnormalize', rows, width),
  };
}

function checkWidth(length: number, width: number): void {
  if (Number.isSafeInteger(width) && width > 0 && length % width === 0) return;
  throw new InspireError({
    code: 'STATISTICS_SHAPE',
    message: `${length} numbers are no whole number of rows of ${width}`,
    at: 'rows',
    fix: 'say how many numbers a row has',
  });
}
