import { quoted } from '../duckdb/quote.js';
import type { ParquetDatabase } from '../parquet.js';
import { corrupt } from './errors.js';

/** Rows that a file may have beyond those of its dataset; and how many times as many. */
const [spareRows, timesRows] = [2 ** 20, 64];

/** A column of a row group may be as large as this, or must be compressed by less than the ratio. */
const [largestColumn, largestRatio] = [2 ** 30, 200];

/** Looks at what parquet files say of themselves before anything of them is read; `at` is named where that fails. */
export type ParquetGuard = (files: readonly string[], at: string) => Promise<void>;

/**
 * Makes a guard against files that are small and claim to hold a great deal: run-length encoding and compression can
 * state billions of rows, or gigabytes of text, in a few bytes. Each file is looked at once.
 *
 * @param frames - of the whole dataset.
 * @returns a function that throws InspireError `DATASET_CORRUPT`, naming the file.
 */
export function createParquetGuard(database: ParquetDatabase, frames: number): ParquetGuard {
  const seen = new Map<string, Promise<void>>();
  const mostRows = frames * timesRows + spareRows;
  return async (files, at) => {
    const unknown = files.filter((file) => !seen.has(file));
    if (unknown.length > 0) {
      const looked = look(unknown, at);
      for (const file of unknown) seen.set(file, looked);
      // Whoever comes later names another place.
      looked.catch(() => {
        for (const file of unknown) seen.delete(file);
      });
    }
    for (const file of files) await seen.get(file);
  };

  async function look(unknown: readonly string[], at: string): Promise<void> {
    const list = `[${unknown.map(quoted).join(', ')}]`;
    const rows = `SELECT file_name, CAST(num_rows AS DOUBLE) FROM parquet_file_metadata(${list})`;
    const [names = [], counts = []] = await database.query(rows, at);
    const long = counts.findIndex((count) => !(Number(count) <= mostRows));
    if (long >= 0) {
      const message = `the file claims ${String(counts[long])} rows, the dataset has ${frames} frames`;
      throw corrupt(String(names[long]), message);
    }
    const sizes = `SELECT file_name, CAST(total_uncompressed_size AS DOUBLE), path_in_schema FROM parquet_metadata(${list})
      WHERE total_uncompressed_size > ${largestColumn}
      AND total_uncompressed_size > ${largestRatio} * greatest(total_compressed_size, 1) LIMIT 1`;
    const [file, bytes, column] = await database.query(sizes, at);
    if (file?.[0] !== undefined) {
      const place = `${String(file[0])}, ${String(column?.[0])}`;
      throw corrupt(
        place,
        `it claims to hold ${String(bytes?.[0])} bytes, far more than it takes in the file`,
      );
    }
  }
}
