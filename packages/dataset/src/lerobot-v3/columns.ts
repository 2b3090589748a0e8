import type { DuckDBValue } from '@duckdb/node-api';
import { InspireError } from '@inspire-vla/adapter';
import type { Column, Feature, FeatureType } from '../episode.js';

const types: Readonly<Record<string, FeatureType>> = {
  float32: 'float32',
  float64: 'float64',
  int32: 'int32',
  int64: 'int64',
  bool: 'bool',
  string: 'string',
};

/** The type of a feature by LeRobot's dtype; null for pictures, videos and language columns. */
export function featureType(dtype: string): FeatureType | null {
  return types[dtype] ?? null;
}

/**
 * The values of a feature as one typed array, or as texts.
 *
 * @throws InspireError `DATASET_CORRUPT` where a row has another length than the feature's shape says.
 */
export function columnOf({ type, shape }: Feature, rows: readonly DuckDBValue[], at: string): Column {
  if (type === 'string') return rows.map((value) => String(value ?? ''));
  const width = shape.reduce((product, length) => product * length, 1);
  const flat = rows.flatMap((row, index) => {
    const values = flatten(row);
    if (values.length === width) return values;
    throw new InspireError({
      code: 'DATASET_CORRUPT',
      message: `row ${index} has ${values.length} values, its feature has ${width}`,
      at,
      fix: 'make or copy the dataset again',
    });
  });
  return converters[type](flat);
}

const converters: Readonly<
  Record<Exclude<FeatureType, 'string'>, (values: readonly DuckDBValue[]) => Column>
> = {
  float32: (values) => Float32Array.from(values, Number),
  float64: (values) => Float64Array.from(values, Number),
  int32: (values) => Int32Array.from(values, Number),
  int64: (values) => BigInt64Array.from(values, (value) => BigInt(Number(value))),
  bool: (values) => Uint8Array.from(values, (value) => (value === true ? 1 : 0)),
};

/** DuckDB hands lists and arrays over as objects with items. */
function flatten(value: DuckDBValue): readonly DuckDBValue[] {
  const items = Object(value).items as readonly DuckDBValue[] | undefined;
  return items === undefined ? [value] : items.flatMap(flatten);
}
