import type { DuckDBType } from '@duckdb/node-api';
import type { RowValues } from '../duckdb/row-blocks.js';
import type { Column, Feature, FeatureType, LanguageRow } from '../episode.js';
import { languageSize, languageType, languageValue } from './language.js';
import type { StatisticName } from './shaped-statistics.js';

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

/** Values of all frames of a feature, as they are put into a table. */
export function rowValues(duckdb: DuckDB, { name }: Feature, column: Column): RowValues {
  return isLanguage(column) ? column.map((rows) => languageValue(duckdb, name, rows)) : column;
}

/** Whether a column is dialogue: its entries are lists. */
function isLanguage(column: Column): column is readonly (readonly LanguageRow[])[] {
  return Array.isArray(column) && Array.isArray(column[0]);
}

/** Bytes that the values of a column take, roughly: what a data file grows by. */
export function sizeOf(column: Column): number {
  if (isLanguage(column)) return column.reduce((sum, rows) => sum + languageSize(rows), 0);
  if (ArrayBuffer.isView(column)) return column.byteLength;
  let size = 0;
  for (const text of column) size += text.length;
  return size;
}

/** Type of a statistic of this shape; in a parquet file arrays are lists. */
export function statisticType(duckdb: DuckDB, name: StatisticName, shape: readonly number[]): DuckDBType {
  if (name === 'count') return duckdb.ARRAY(duckdb.BIGINT, 1);
  return shape.reduceRight<DuckDBType>((inner, axis) => duckdb.ARRAY(inner, axis), duckdb.DOUBLE);
}
