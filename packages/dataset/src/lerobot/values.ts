import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Column, Feature, FeatureType, LanguageRow } from '../episode.js';
import { languageSize, languageType, languageValue } from './language.js';
import type { Nested, StatisticName } from './shaped-statistics.js';

type DuckDB = typeof import('@duckdb/node-api');

/** Column type of a feature: a scalar for shape [1], else nested arrays of fixed length. */
export function columnType(duckdb: DuckDB, { name, type, shape }: Feature): DuckDBType {
  if (type === 'language') return languageType(duckdb, name);
  const element = elementTypes(duckdb)[type];
  if (isScalar(shape)) return element;
  return shape.reduceRight<DuckDBType>((inner, length) => duckdb.ARRAY(inner, length), element);
}

/** Types whose values stand alone. */
type PlainType = Exclude<FeatureType, 'language'>;

function elementTypes(duckdb: DuckDB): Record<PlainType, DuckDBType> {
  const { FLOAT, DOUBLE, INTEGER, BIGINT, BOOLEAN, VARCHAR } = duckdb;
  return { float32: FLOAT, float64: DOUBLE, int32: INTEGER, int64: BIGINT, bool: BOOLEAN, string: VARCHAR };
}

/** Whether a frame holds one value rather than a list of them. */
function isScalar(shape: readonly number[]): boolean {
  return shape.length === 1 && shape[0] === 1;
}

/** Values of all frames of a feature, as DuckDB takes them. */
export function rowValues(
  duckdb: DuckDB,
  { name, type, shape }: Feature,
  column: Column,
  length: number,
): readonly DuckDBValue[] {
  if (isLanguage(column)) return column.map((rows) => languageValue(duckdb, name, rows));
  if (type === 'language') return [];
  const convert = converters[type];
  const width = column.length / length;
  return Array.from({ length }, (_, row) => {
    const frame = column.slice(row * width, (row + 1) * width);
    const values = Array.from<number | bigint | string, DuckDBValue>(frame, convert);
    return isScalar(shape) ? (values[0] ?? null) : nestedArray(duckdb, values, shape);
  });
}

/** Whether a column is dialogue: its entries are lists. */
function isLanguage(column: Column): column is readonly (readonly LanguageRow[])[] {
  return Array.isArray(column) && Array.isArray(column[0]);
}

const converters: Readonly<Record<PlainType, (value: number | bigint | string) => DuckDBValue>> = {
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
  if (rest.length === 0) return duckdb.arrayValue(values);
  const size = values.length / first;
  const rows = Array.from({ length: first }, (_, row) => values.slice(row * size, (row + 1) * size));
  return duckdb.arrayValue(rows.map((row) => nestedArray(duckdb, row, rest)));
}

/** Bytes that the values of a column take, roughly: what a data file grows by. */
export function sizeOf(column: Column): number {
  if (isLanguage(column)) return column.reduce((sum, rows) => sum + languageSize(rows), 0);
  if (ArrayBuffer.isView(column)) return column.byteLength;
  return column.reduce((sum, value) => sum + value.length, 0);
}

/** Type of a statistic: lists as deep as its values. */
export function statisticType(duckdb: DuckDB, name: StatisticName, depth: number): DuckDBType {
  if (name === 'count') return duckdb.LIST(duckdb.BIGINT);
  return Array.from({ length: depth }).reduce<DuckDBType>((inner) => duckdb.LIST(inner), duckdb.DOUBLE);
}

/** A statistic as nested DuckDB lists. */
export function statisticValue(duckdb: DuckDB, name: StatisticName, value: Nested): DuckDBValue {
  if (typeof value === 'number') return name === 'count' ? BigInt(value) : value;
  return duckdb.listValue(value.map((part) => statisticValue(duckdb, name, part)));
}
