import { InspireError } from '../errors.js';

/** The statistics that some scheme of a normaliser uses; a `Statistics` has all but a mask. */
export interface NormalizerStatistics {
  /** [dimensions] */
  readonly mean?: Float64Array;
  /** [dimensions] */
  readonly standardDeviation?: Float64Array;
  /** [dimensions] */
  readonly minimum?: Float64Array;
  /** [dimensions] */
  readonly maximum?: Float64Array;
  /** [dimensions], or null as openpi writes it for z-scores. */
  readonly q01?: Float64Array | null;
  /** [dimensions], or null as openpi writes it for z-scores. */
  readonly q99?: Float64Array | null;
  /** A dimension stays as it is where this is false, e.g. the gripper. */
  readonly mask?: readonly boolean[] | null;
}

/** Name of an array of {@link NormalizerStatistics}. */
export type ArrayName = Exclude<keyof NormalizerStatistics, 'mask'>;

const arrayNames = [
  'mean',
  'standardDeviation',
  'minimum',
  'maximum',
  'q01',
  'q99',
] as const satisfies ArrayName[];

/**
 * One array of the statistics.
 *
 * @throws InspireError `STATISTICS_INCOMPLETE` where it is missing.
 */
export function takeArray(statistics: NormalizerStatistics, name: ArrayName, scheme: string): Float64Array {
  const values = statistics[name] ?? null;
  if (values !== null) return values;
  throw new InspireError({
    code: 'STATISTICS_INCOMPLETE',
    message: `the scheme ${scheme} needs ${name}, which these statistics lack`,
    at: name,
    fix: 'compute the statistics with it, or use another scheme',
  });
}

/**
 * The number of dimensions that all arrays have.
 *
 * @throws InspireError `STATISTICS_SHAPE` where they differ.
 */
export function dimensionsOf(statistics: NormalizerStatistics): number {
  const lengths = [...arrayNames, 'mask' as const].flatMap((name) => {
    const values = statistics[name] ?? null;
    return values === null ? [] : [{ name, length: values.length }];
  });
  const [first, ...others] = lengths;
  const wrong = others.find(({ length }) => length !== first?.length);
  if (wrong === undefined) return first?.length ?? 0;
  throw new InspireError({
    code: 'STATISTICS_SHAPE',
    message: `${wrong.name} has ${wrong.length} dimensions, ${first?.name} has ${first?.length}`,
    at: wrong.name,
    fix: 'give arrays of the same feature',
  });
}
