import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { quoted } from '../duckdb/quote.js';
import { openParquetDatabase, type ParquetDatabase } from '../parquet.js';
import { createParquetGuard } from './parquet-guard.js';

let folder = '';
let file = '';
let database: ParquetDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parquet-guard-'));
  file = join(folder, 'rows.parquet');
  database = await openParquetDatabase();
  await database.query(`COPY (FROM range(100)) TO ${quoted(file)} (FORMAT parquet)`, file);
});
afterAll(async () => {
  database.close();
  await rm(folder, { recursive: true, force: true });
});

/** The database, whose answer about the sizes of columns is given by hand. */
function withSizes(sizes: ReturnType<ParquetDatabase['query']>): ParquetDatabase {
  const isAboutSizes = (sql: string) => sql.includes(' parquet_metadata(');
  return { ...database, query: (sql, at) => (isAboutSizes(sql) ? sizes : database.query(sql, at)) };
}

it('tells how many rows there are before it knows the sizes of columns, and these to whoever comes next', async () => {
  let answer: (columns: readonly (readonly string[])[]) => void = () => undefined;
  const sizes = new Promise<readonly (readonly string[])[]>((resolve) => {
    answer = resolve;
  });
  const guard = createParquetGuard(withSizes(sizes), 100);
  await guard.checkRows([file], file);
  answer([[file], ['2147483648'], ['state']]);
  await expect(guard.check([file], 'episode 3')).rejects.toMatchObject({
    code: 'DATASET_CORRUPT',
    message: expect.stringContaining('2147483648 bytes'),
    at: `${file}, state`,
  });
});

it('reads neither rows nor sizes of a file a second time', async () => {
  const asked: string[] = [];
  const query: ParquetDatabase['query'] = (sql, at) => {
    asked.push(sql);
    return database.query(sql, at);
  };
  const guard = createParquetGuard({ ...database, query }, 100);
  await Promise.all([guard.check([file], file), guard.checkRows([file], file)]);
  await guard.check([file], file);
  expect(asked).toHaveLength(2);
});

it('lets nobody begin where there are far more rows than frames', async () => {
  await database.query(`COPY (FROM range(2_000_000)) TO ${quoted(file)} (FORMAT parquet)`, file);
  const guard = createParquetGuard(database, 100);
  for (const check of [guard.checkRows, guard.check])
    await expect(check([file], file)).rejects.toThrow(/claims 2000000 rows/);
});
