import { sep } from 'node:path';
import { quoted } from './quote.js';

/** The rows of parquet files, as a table of SQL; by name, columns of several files get a type that holds all values. */
export function parquetRows(files: readonly string[], isByName = false): string {
  // A folder named `reward=5` would else be a partition to DuckDB, whose value replaces the file's own column.
  return `read_parquet(${fileList(files)}, hive_partitioning = false, union_by_name = ${isByName})`;
}

/** Files as an SQL list, for what DuckDB tells of parquet files, e.g. `parquet_schema`. */
export function fileList(files: readonly string[]): string {
  return `[${files.map((file) => quoted(literal(file))).join(', ')}]`;
}

/** A path that DuckDB takes for itself: it would else be a pattern, which a file beside it may match. */
function literal(path: string): string {
  // Where a backslash is part of a name, DuckDB divides the name there, and finds the file by its bare path only.
  if (sep !== '\\' && path.includes('\\')) return path;
  return path.replace(/[*?[]/g, '[$&]');
}
