import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { quoted } from '../../duckdb/quote.js';

/** Ways in which parquet may store its pages. */
export const compressions = ['snappy', 'uncompressed', 'gzip', 'zstd'] as const;

/** Stores the parquet files of a dataset in another way; in uncompressed ones, every byte is a value or its length. */
export async function compressDataset(folder: string, compression: (typeof compressions)[number]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const name of await filesOf(folder, /\.parquet$/)) {
    const file = join(folder, name);
    const other = `${file}.other`;
    await connection.run(`COPY (FROM '${file}') TO '${other}' (FORMAT parquet, COMPRESSION ${compression})`);
    await rename(other, file);
  }
  connection.closeSync();
  instance.closeSync();
}

/** Names of the files below a folder, in order. */
export async function filesOf(folder: string, pattern: RegExp): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => pattern.test(name)).sort();
}

/** Replaces a parquet file by what a query finds in it, which it calls `whole`. */
export async function rewriteParquet(file: string, select: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const query = `WITH whole AS (FROM read_parquet([${quoted(file)}])) SELECT ${select}`;
  await connection.run(`COPY (${query}) TO ${quoted(`${file}.other`)} (FORMAT parquet, COMPRESSION zstd)`);
  await rename(`${file}.other`, file);
  connection.closeSync();
  instance.closeSync();
}
