import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { InspireError } from '@inspire-vla/adapter';

/** A column of a parquet file, with its DuckDB type. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: DuckDBType;
}

/** A parquet file that is filled with rows and then written at once. */
export interface ParquetTable {
  /** Appends rows, given as columns of equal length. */
  append(columns: readonly (readonly DuckDBValue[])[]): Promise<void>;
  /** Writes the file and empties the table. */
  writeTo(file: string, metadata: Readonly<Record<string, string>>): Promise<void>;
}

/** DuckDB, opened for as long as a reader or writer needs it. */
export interface ParquetDatabase {
  createTable(columns: readonly ParquetColumn[]): Promise<ParquetTable>;
  /** Columns of a query, e.g. `SELECT "state" FROM 'file.parquet'` (names and paths through {@link quoted}). */
  query(sql: string, at: string): Promise<readonly (readonly DuckDBValue[])[]>;
  close(): void;
}

/** DuckDB takes at most so many rows in one chunk. */
const rowsPerChunk = 2048;

/** Opens an in-memory DuckDB; the library is loaded here and not before. */
export async function openParquetDatabase(): Promise<ParquetDatabase> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  let tables = 0;
  return {
    createTable: async (columns) => createTable(connection, `rows_${tables++}`, columns),
    query: async (sql, at) => {
      try {
        return (await connection.runAndReadAll(sql)).getColumns();
      } catch (cause) {
        throw unreadable(at, cause);
      }
    },
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
  const declared = columns.map((column) => `${identifier(column.name)} ${column.type}`);
  await connection.run(`CREATE TABLE ${name} (${declared.join(', ')})`);
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
      try {
        await connection.run(`COPY ${name} TO ${quoted(file)} (FORMAT parquet, COMPRESSION snappy${footer})`);
      } catch (cause) {
        throw unwritable(file, cause);
      }
      await connection.run(`TRUNCATE ${name}`);
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
    message: `the parquet file cannot be read (${firstLine(cause)})`,
    at,
    fix: 'make or copy the file again; it is damaged or cut off',
    cause,
  });
}

function unwritable(at: string, cause: unknown): InspireError {
  const isFull = /no space|ENOSPC|disk/i.test(firstLine(cause));
  return new InspireError({
    code: isFull ? 'OUTPUT_DISK_FULL' : 'OUTPUT_NOT_WRITABLE',
    message: `the parquet file cannot be written (${firstLine(cause)})`,
    at,
    fix: isFull ? 'free some disk space and run again' : 'choose a folder that you may write to',
    cause,
  });
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
}
