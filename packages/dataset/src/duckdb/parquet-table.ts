import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DuckDBConnection, DuckDBInstance, DuckDBType } from '@duckdb/node-api';
import { outputError } from '../output-error.js';
import { loadBindings } from './bindings.js';
import { quoted } from './quote.js';
import { createRowBlocks, type RowBlocks, type RowValues, rowsPerBlock } from './row-blocks.js';

/** A column of a parquet file, with its DuckDB type. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: DuckDBType;
}

/** Rows that are to be a parquet file. */
export interface FilledTable {
  /** Writes the file, with its folder, and frees the rows while it does. */
  writeTo(file: string, metadata: Readonly<Record<string, string>>): Promise<void>;
}

/** A parquet file that is filled with rows and then written at once. */
export interface ParquetTable {
  /** Appends rows, given as columns. */
  append(columns: readonly RowValues[], rows: number): void;
  /** Takes the rows so far away, to be written while further ones are appended. */
  take(): FilledTable;
  close(): void;
}

/** Bytes of a row group, about; a reader skips whole groups, a writer holds one in memory. */
const bytesPerGroup = 8 * 2 ** 20;

/** More rows than this make no file smaller, and would keep readers from their episode. */
const mostRowsPerGroup = 16 * rowsPerBlock;

/**
 * Makes a table. Its rows are no table of DuckDB's, which would copy and count them, but handed over block by block
 * while a file is written.
 *
 * @param name - one of its own in the instance.
 */
export async function createParquetTable(
  instance: DuckDBInstance,
  name: string,
  columns: readonly ParquetColumn[],
): Promise<ParquetTable> {
  const [duckdb, bindings] = await Promise.all([import('@duckdb/node-api'), loadBindings()]);
  const connection = await instance.connect();
  const types = columns.map(({ type }) => type);
  let written: RowBlocks | null = null;
  const source = duckdb.DuckDBTableFunction.create({
    name,
    bindFunction(info) {
      for (const column of columns) info.addResultColumn(column.name, column.type);
    },
    initFunction: (info) => info.setMaxThreads(1),
    mainFunction: (_, chunk) => written?.moveTo(chunk),
  });
  connection.registerTableFunction(source);
  let blocks = createRowBlocks(duckdb, bindings, types);
  let last: Promise<unknown> = Promise.resolve();
  return {
    append: (values, rows) => blocks.add(values, rows),
    take() {
      const taken = blocks;
      blocks = createRowBlocks(duckdb, bindings, types);
      return {
        writeTo(file, metadata) {
          const job = last.then(() => {
            written = taken;
            return copyTo(connection, name, taken, file, metadata);
          });
          last = job.catch(() => undefined);
          return job;
        },
      };
    },
    close() {
      connection.closeSync();
      source.destroySync();
    },
  };
}

async function copyTo(
  connection: DuckDBConnection,
  name: string,
  rows: RowBlocks,
  file: string,
  metadata: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = Object.entries(metadata).map(([key, value]) => `${key}: ${quoted(value)}`);
  const footer = entries.length === 0 ? '' : `, KV_METADATA {${entries.join(', ')}}`;
  const format = `FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE ${rowsPerGroup(rows)}${footer}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await connection.run(`COPY (SELECT * FROM ${name}()) TO ${quoted(file)} (${format})`);
  } catch (cause) {
    throw outputError(cause, file);
  }
}

function rowsPerGroup({ bytes, rows }: RowBlocks): number {
  const fitting = Math.floor((bytesPerGroup * rows) / Math.max(1, bytes));
  const blocks = Math.floor(Math.min(mostRowsPerGroup, fitting) / rowsPerBlock);
  return Math.max(1, blocks) * rowsPerBlock;
}
