import { rename } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';

/** Rewrites a parquet file by a query over it. */
export async function rewriteParquet(file: string, select: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT ${select} FROM '${file}') TO '${file}.new' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  await rename(`${file}.new`, file);
}
