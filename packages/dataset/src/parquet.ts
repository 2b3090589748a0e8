import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DuckDBConnection, DuckDBDataChunk, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { InspireError } from '@inspire-vla/adapter';
import { outputError, reasonOf } from './output-error.js';

/** A column of a parquet file, with its DuckDB type. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: DuckDBType;
}

/** A parquet file that is filled with rows and then written at once. */
export interface ParquetTable {
  /** Appends rows, given as columns of equal length. */
  append(columns: readonly (readonly DuckDBValue[])[]): Promise<void>;
  /** Writes the file, with its folder, and empties the table. */
  writeTo(file: string, metadata: Readonly<Record<string, string>>): Promise<void>;
}

/** DuckDB, opened for as long as a reader or writer needs it. */
export interface ParquetDatabase {
  createTable(columns: readonly ParquetColumn[]): Promise<ParquetTable>;
  /** Columns of a query, e.g. `SELECT "state" FROM 'file.parquet'` (names and paths through {@link quoted}). */
  query(sql: string, at: string): Promise<readonly (readonly DuckDBValue[])[]>;
  /** The same as DuckDB's own chunks, for columns too long to be turned into objects. */
  chunks(sql: string, at: string): Promise<readonly DuckDBDataChunk[]>;
  close(): void;
}

/** DuckDB takes at most so many rows in one chunk, and writes no smaller row groups. */
const rowsPerChunk = 2048;

/**
 * Opens an in-memory DuckDB; the library is loaded here and not before.
 *
 * It runs on one thread: rows keep their order, so that the same rows always give the same bytes.
 */
export async function openParquetDatabase(): Promise<ParquetDatabase> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  // DuckDB's own default is a folder .tmp where the program was started, which stays there after a kill.
  const temporary = join(tmpdir(), `inspire-vla-duckdb-${process.pid}`);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', temp_directory: temporary });
  const connection = await instance.connect();
  let tables = 0;
  async function read<Result>(at: string, job: () => Promise<Result>): Promise<Result> {
    try {
      return await job();
    } catch (cause) {
      throw unreadable(at, cause);
    }
  }
  return {
    createTable: (columns) => createTable(connection, `rows_${tables++}`, columns),
    query: (sql, at) => read(at, async () => (await connection.runAndReadAll(sql)).getColumns()),
    chunks: (sql, at) => read(at, async () => (await connection.run(sql)).fetchAllChunks()),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function createTable(
  connection: DuckDBConnection,
  name: string,
  columns: readonly ParquetColumn[],
): Promise<ParquetTable> {
  const { DuckDBDataChunk } = await import('@duckdb/node-api');
  const types = columns.map(({ type }) => type);
  const declared = columns.map((column) => `${identifier(column.name)} ${column.type}`).join(', ');
  const create = `CREATE TABLE ${name} (${declared})`;
  await connection.run(create);
  return {
    async append(values) {
      const rows = values[0]?.length ?? 0;
      const appender = await connection.createAppender(name);
      for (let start = 0; start < rows; start += rowsPerChunk) {
        const chunk = DuckDBDataChunk.create(types);
        chunk.setColumns(values.map((column) => column.slice(start, start + rowsPerChunk)));
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    },
    async writeTo(file, metadata) {
      const entries = Object.entries(metadata).map(([key, value]) => `${key}: ${quoted(value)}`);
      const footer = entries.length === 0 ? '' : `, KV_METADATA {${entries.join(', ')}}`;
      // Small row groups let a reader skip to its episode, and halve the memory that writing takes.
      const format = `FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE ${rowsPerChunk}${footer}`;
      try {
        await mkdir(dirname(file), { recursive: true });
        await connection.run(`COPY ${name} TO ${quoted(file)} (${format})`);
      } catch (cause) {
        throw outputError(cause, file);
      }
      // TRUNCATE would keep the memory.
      await connection.run(`DROP TABLE ${name}`);
      await connection.run(create);
    },
  };
}

/** A text as an SQL literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function unreadable(at: string, cause: unknown): InspireError {
  return new InspireError({
    code: 'DATASET_CORRUPT',
    message: `the parquet file cannot be read (${reasonOf(cause)})`,
    at,
    fix: 'make or copy the file again; it is damaged or cut off',
    cause,
  });
}
