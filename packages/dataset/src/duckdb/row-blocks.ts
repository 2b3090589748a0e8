import type { DuckDBDataChunk, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Column } from '../episode.js';
import type { Bindings, Vector } from './bindings.js';
import { writeTexts } from './write-texts.js';

type DuckDB = typeof import('@duckdb/node-api');

/**
 * Values of a column: DuckDB's own, one per row, or, for a column of numbers or of arrays of numbers, these one after
 * another in an array of the column's own type.
 */
export type RowValues = readonly DuckDBValue[] | Extract<Column, ArrayBufferView>;

/** Rows that are gathered in blocks of {@link rowsPerBlock}, each of which is a chunk of DuckDB's. */
export interface RowBlocks {
  /** Copies rows, given as columns. */
  add(columns: readonly RowValues[], rows: number): void;
  /** Bytes that the rows take, roughly. */
  readonly bytes: number;
  readonly rows: number;
  /** Moves the first block that is left into a chunk, whose size becomes zero where there is none. */
  moveTo(chunk: DuckDBDataChunk): void;
}

/** DuckDB takes at most so many rows in one chunk. */
export const rowsPerBlock = 2048;

/** Values of one column in one block. */
interface BlockColumn {
  /** Copies rows [start, start + count) of the values to row `place`. */
  put(values: RowValues, start: number, count: number, place: number): void;
  writeTo(chunk: DuckDBDataChunk, index: number): void;
  readonly bytes: number;
}

/** Begins rows with columns of these types. */
export function createRowBlocks(duckdb: DuckDB, bindings: Bindings, types: readonly DuckDBType[]): RowBlocks {
  const begin = types.map((type) => columnMaker(duckdb, bindings, type));
  const blocks: { readonly columns: readonly BlockColumn[]; rows: number }[] = [];
  let [bytes, rows] = [0, 0];
  function openBlock() {
    const last = blocks.at(-1);
    if (last !== undefined && last.rows < rowsPerBlock) return last;
    const next = { columns: begin.map((make) => make()), rows: 0 };
    blocks.push(next);
    return next;
  }
  return {
    get bytes() {
      return bytes;
    },
    get rows() {
      return rows;
    },
    add(values, added) {
      for (let start = 0; start < added; ) {
        const block = openBlock();
        const count = Math.min(added - start, rowsPerBlock - block.rows);
        for (const [index, column] of block.columns.entries()) {
          column.put(values[index] ?? [], start, count, block.rows);
        }
        [start, block.rows] = [start + count, block.rows + count];
        if (block.rows === rowsPerBlock)
          bytes += block.columns.reduce((sum, column) => sum + column.bytes, 0);
      }
      rows += added;
    },
    moveTo(chunk) {
      const block = blocks.shift();
      chunk.rowCount = block?.rows ?? 0;
      for (const [index, column] of (block?.columns ?? []).entries()) column.writeTo(chunk, index);
    },
  };
}

function columnMaker(duckdb: DuckDB, bindings: Bindings, type: DuckDBType): () => BlockColumn {
  const [element, width] = elementOf(duckdb, type);
  const [, NumberArray] = numberTypes(duckdb).find(([Type]) => element instanceof Type) ?? [];
  if (NumberArray !== undefined) {
    const leafOf = (chunk: DuckDBDataChunk, index: number) =>
      innermost(duckdb, bindings, bindings.data_chunk_get_vector(chunk.chunk, index), type);
    return () => numberColumn(bindings, NumberArray, width, leafOf);
  }
  if (!(type instanceof duckdb.DuckDBVarCharType)) return () => valueColumn();
  return () => textColumn(bindings);
}

function numberTypes(duckdb: DuckDB) {
  return [
    [duckdb.DuckDBFloatType, Float32Array],
    [duckdb.DuckDBDoubleType, Float64Array],
    [duckdb.DuckDBIntegerType, Int32Array],
    [duckdb.DuckDBBigIntType, BigInt64Array],
    [duckdb.DuckDBBooleanType, Uint8Array],
  ] as const;
}

type NumberArrayClass = ReturnType<typeof numberTypes>[number][1];

/** What arrays of arrays hold in the end, and how many of it. */
function elementOf(duckdb: DuckDB, type: DuckDBType): readonly [DuckDBType, number] {
  if (!(type instanceof duckdb.DuckDBArrayType)) return [type, 1];
  const [element, width] = elementOf(duckdb, type.valueType);
  return [element, width * type.length];
}

function innermost(duckdb: DuckDB, bindings: Bindings, vector: Vector, type: DuckDBType): Vector {
  if (!(type instanceof duckdb.DuckDBArrayType)) return vector;
  return innermost(duckdb, bindings, bindings.array_vector_get_child(vector), type.valueType);
}

function numberColumn(
  bindings: Bindings,
  NumberArray: NumberArrayClass,
  width: number,
  leafOf: (chunk: DuckDBDataChunk, index: number) => Vector,
): BlockColumn {
  const size = width * NumberArray.BYTES_PER_ELEMENT;
  const memory = new Uint8Array(rowsPerBlock * size);
  return {
    bytes: memory.length,
    put(values, start, count, place) {
      // The bytes are copied as they are, so another kind of array would be other numbers.
      if (!(values instanceof NumberArray)) throw new TypeError(`the column takes a ${NumberArray.name}`);
      memory.set(new Uint8Array(values.buffer, values.byteOffset + start * size, count * size), place * size);
    },
    writeTo: (chunk, index) =>
      bindings.copy_data_to_vector(leafOf(chunk, index), 0, memory.buffer, 0, chunk.rowCount * size),
  };
}

function textColumn(bindings: Bindings): BlockColumn {
  const texts = new Array<string>(rowsPerBlock);
  return {
    bytes: rowsPerBlock,
    put(values, start, count, place) {
      for (let row = 0; row < count; row += 1) {
        const text = values[start + row];
        if (typeof text !== 'string') throw new TypeError('the column takes texts');
        texts[place + row] = text;
      }
    },
    writeTo(chunk, index) {
      const vector = bindings.data_chunk_get_vector(chunk.chunk, index);
      writeTexts(bindings, vector, texts.slice(0, chunk.rowCount));
    },
  };
}

/** Objects, whose size is not known, but which are large as a rule. */
const bytesOfObject = 4096;

function valueColumn(): BlockColumn {
  const gathered: DuckDBValue[] = [];
  return {
    bytes: rowsPerBlock * bytesOfObject,
    put(values, start, count) {
      for (let row = start; row < start + count; row += 1) gathered.push(values[row] ?? null);
    },
    writeTo: (chunk, index) => chunk.setColumnValues(index, gathered),
  };
}
