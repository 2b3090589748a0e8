import { fileList } from '../duckdb/parquet-files.js';
import type { ParquetDatabase } from '../parquet.js';
import { corrupt } from './errors.js';

/** Rows that a file may have beyond those of its dataset; and how many times as many. */
const [spareRows, timesRows] = [2 ** 20, 64];

/** A column of a row group may be as large as this, or must be compressed by less than the ratio. */
const [largestColumn, largestRatio] = [2 ** 30, 200];

/** Looks at what parquet files say of themselves before anything of them is read; `at` is named where that fails. */
export interface ParquetGuard {
  check(files: readonly string[], at: string): Promise<void>;
  /**
   * Only how many rows there are, which is known far sooner where a file has thousands of row groups; the rest is
   * looked at meanwhile, and told by the next check.
   */
  checkRows(files: readonly string[], at: string): Promise<void>;
}

/** What is being looked at of a file. */
interface Look {
  readonly rows: Promise<void>;
  readonly sizes: Promise<void>;
}

/**
 * Makes a guard against files that are small and claim to hold a great deal: run-length encoding and compression can
 * state billions of rows, or gigabytes of text, in a few bytes. Each file is looked at once.
 *
 * @param frames - of the whole dataset.
 * @returns a guard whose checks throw InspireError `DATASET_CORRUPT`, naming the file.
 */
export function createParquetGuard(database: ParquetDatabase, frames: number): ParquetGuard {
  const seen = new Map<string, Look>();
  const mostRows = frames * timesRows + spareRows;
  async function check(part: keyof Look, files: readonly string[], at: string): Promise<void> {
    const unknown = files.filter((file) => !seen.has(file));
    if (unknown.length > 0) {
      const look = begin(unknown, at);
      for (const file of unknown) seen.set(file, look);
      // Whoever comes later names another place.
      look.sizes.catch(() => {
        for (const file of unknown) seen.delete(file);
      });
    }
    for (const file of files) await seen.get(file)?.[part];
  }
  function begin(unknown: readonly string[], at: string): Look {
    const list = fileList(unknown);
    const rows = lookAtRows(list, at);
    return { rows, sizes: rows.then(() => lookAtSizes(list, at)) };
  }
  async function lookAtRows(list: string, at: string): Promise<void> {
    const sql = `SELECT file_name, CAST(num_rows AS DOUBLE) FROM parquet_file_metadata(${list})`;
    const [names = [], counts = []] = await database.query(sql, at);
    const long = counts.findIndex((count) => !(Number(count) <= mostRows));
    if (long < 0) return;
    const message = `the file claims ${String(counts[long])} rows, the dataset has ${frames} frames`;
    throw corrupt(String(names[long]), message);
  }
  async function lookAtSizes(list: string, at: string): Promise<void> {
    const sql = `SELECT file_name, CAST(total_uncompressed_size AS DOUBLE), path_in_schema FROM parquet_metadata(${list})
      WHERE total_uncompressed_size > ${largestColumn}
      AND total_uncompressed_size > ${largestRatio} * greatest(total_compressed_size, 1) LIMIT 1`;
    const [file, bytes, column] = await database.query(sql, at);
    if (file?.[0] === undefined) return;
    const place = `${String(file[0])}, ${String(column?.[0])}`;
    throw corrupt(place, `it claims to hold ${String(bytes?.[0])} bytes, far more than it takes in the file`);
  }
  return {
    check: (files, at) => check('sizes', files, at),
    checkRows: (files, at) => check('rows', files, at),
  };
}
