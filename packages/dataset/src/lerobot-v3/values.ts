import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Column, Feature, FeatureType } from '../episode.js';
import type { Nested } from './statistics.js';

type DuckDB = typeof import('@duckdb/node-api');

/** Column type of a feature: a scalar for shape [1], else nested arrays of fixed length. */
export function columnType(duckdb: DuckDB, { type, shape }: Feature): DuckDBType {
  const element = elementTypes(duckdb)[type];
  if (isScalar(shape)) return element;
  return shape.reduceRight<DuckDBType>((inner, length) => duckdb.ARRAY(inner, length), element);
}

function elementTypes({
  FLOAT,
  DOUBLE,
  INTEGER,
  BIGINT,
  BOOLEAN,
  VARCHAR,
}: DuckDB): Record<FeatureType, DuckDBType> {
  return { float32: FLOAT, float64: DOUBLE, int32: INTEGER, int64: BIGINT, bool: BOOLEAN, string: VARCHAR };
}

/** Whether a frame holds one value rather than a list of them. */
export function isScalar(shape: readonly number[]): boolean {
  return shape.length === 1 && shape[0] === 1;
}

/** Values of the frames [start, end) of a feature, as DuckDB takes them. */
export function rowValues(
  duckdb: DuckDB,
  { type, shape }: Feature,
  column: Column,
  start: number,
  end: number,
): readonly DuckDBValue[] {
  const convert = converters[type];
  const width = shape.reduce((product, length) => product * length, 1);
  return Array.from({ length: end - start }, (_, row) => {
    const from = (start + row) * width;
    const values = Array.from(column.slice(from, from + width), convert);
    return isScalar(shape) ? (values[0] ?? null) : nestedArray(duckdb, values, shape);
  });
}

const converters: Readonly<Record<FeatureType, (value: number | bigint | string) => DuckDBValue>> = {
  float32: Number,
  float64: Number,
  int32: Number,
  int64: BigInt,
  bool: (value) => Number(value) !== 0,
  string: String,
};

function nestedArray(
  duckdb: DuckDB,
  values: readonly DuckDBValue[],
  [first = 1, ...rest]: readonly number[],
): DuckDBValue {
  if (rest.length === 0) return duckdb.arrayValue([...values]);
  const size = values.length / first;
  const rows = Array.from({ length: first }, (_, row) => values.slice(row * size, (row + 1) * size));
  return duckdb.arrayValue(rows.map((row) => nestedArray(duckdb, row, rest)));
}

/** Type of a statistic: lists as deep as its values. */
export function statisticType(duckdb: DuckDB, name: string, depth: number): DuckDBType {
  const element = name === 'count' ? duckdb.BIGINT : duckdb.DOUBLE;
  return Array.from({ length: name === 'count' ? 1 : depth }).reduce<DuckDBType>(
    (inner) => duckdb.LIST(inner),
    element,
  );
}

/** A statistic as nested DuckDB lists. */
export function statisticValue(duckdb: DuckDB, name: string, value: Nested): DuckDBValue {
  if (typeof value === 'number') return name === 'count' ? BigInt(value) : value;
  return duckdb.listValue(value.map((part) => statisticValue(duckdb, name, part)));
}
