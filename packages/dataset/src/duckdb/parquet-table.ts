import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DuckDBConnection, DuckDBInstance, DuckDBType } from '@duckdb/node-api';
import { outputError } from '../output-error.js';
import { loadBindings } from './bindings.js';
import { createChunkFiller, type RowValues, rowsPerChunk } from './fill-chunks.js';
import { identifier, quoted } from './quote.js';

/** A column of a parquet file, with its DuckDB type. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: DuckDBType;
}

/** Rows that are to be a parquet file. */
export interface FilledTable {
  /** Writes the file, with its folder, and frees the rows. */
  writeTo(file: string, metadata: Readonly<Record<string, string>>): Promise<void>;
}

/** A parquet file that is filled with rows and then written at once. */
export interface ParquetTable {
  /** Appends rows, given as columns. */
  append(columns: readonly RowValues[], rows: number): void;
  /** Takes the rows so far away, to be written while further ones are appended. */
  take(): Promise<FilledTable>;
  /** Drops what has not been written. */
  close(): void;
}

/** Bytes of a row group, about; a reader skips whole groups, a writer holds one in memory. */
const bytesPerGroup = 8 * 2 ** 20;

/** More rows than this make no file smaller, and would keep readers from their episode. */
const mostRowsPerGroup = 16 * rowsPerChunk;

/** Makes a table; its rows go through one connection, its files through another, so that neither waits. */
export async function createParquetTable(
  instance: DuckDBInstance,
  name: string,
  columns: readonly ParquetColumn[],
): Promise<ParquetTable> {
  const [duckdb, bindings] = await Promise.all([import('@duckdb/node-api'), loadBindings()]);
  const rowConnection = await instance.connect();
  const fileConnection = await instance.connect();
  const types = columns.map(({ type }) => type);
  const declared = columns.map((column) => `${identifier(column.name)} ${column.type}`).join(', ');
  let taken = 0;
  let [bytes, rowCount] = [0, 0];
  const begin = async () => {
    await rowConnection.run(`CREATE TABLE ${name}_${taken} (${declared})`);
    return rowConnection.createAppender(`${name}_${taken}`);
  };
  let appender = await begin();
  const filler = createChunkFiller(duckdb, bindings, types, (chunk) => appender.appendDataChunk(chunk));
  return {
    append(values, rows) {
      filler.add(values, rows);
      bytes += values.reduce((sum, column) => sum + bytesOf(column), 0);
      rowCount += rows;
    },
    async take() {
      filler.finish();
      appender.closeSync();
      const full = { name: `${name}_${taken}`, rowsPerGroup: rowsPerGroup(bytes, rowCount) };
      taken += 1;
      [bytes, rowCount] = [0, 0];
      appender = await begin();
      return { writeTo: (file, metadata) => writeTable(fileConnection, full, file, metadata) };
    },
    close() {
      appender.closeSync();
      rowConnection.closeSync();
      fileConnection.closeSync();
    },
  };
}

/** Numbers, whose size is known, and objects, whose is not, but which are large as a rule. */
function bytesOf(values: RowValues): number {
  if (ArrayBuffer.isView(values)) return values.byteLength;
  return typeof values[0] === 'string' ? values.length : values.length * 4096;
}

function rowsPerGroup(bytes: number, rows: number): number {
  const fitting = Math.floor((bytesPerGroup * rows) / Math.max(1, bytes));
  const chunks = Math.floor(Math.min(mostRowsPerGroup, fitting) / rowsPerChunk);
  return Math.max(1, chunks) * rowsPerChunk;
}

async function writeTable(
  connection: DuckDBConnection,
  { name, rowsPerGroup: size }: { readonly name: string; readonly rowsPerGroup: number },
  file: string,
  metadata: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = Object.entries(metadata).map(([key, value]) => `${key}: ${quoted(value)}`);
  const footer = entries.length === 0 ? '' : `, KV_METADATA {${entries.join(', ')}}`;
  const format = `FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE ${size}${footer}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await connection.run(`COPY ${name} TO ${quoted(file)} (${format})`);
  } catch (cause) {
    throw outputError(cause, file);
  }
  // TRUNCATE would keep the memory.
  await connection.run(`DROP TABLE ${name}`);
}
