import type { ParquetDatabase } from '../parquet.js';

/** Names of the columns of a table of SQL. */
export async function columnNames(
  database: ParquetDatabase,
  table: string,
  at: string,
): Promise<readonly unknown[]> {
  const [names = []] = await database.query(`DESCRIBE SELECT * FROM ${table}`, at);
  return names;
}
