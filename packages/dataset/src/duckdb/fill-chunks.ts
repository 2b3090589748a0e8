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

/** Gathers rows, and hands them on in chunks. */
export interface ChunkFiller {
  /** Appends rows, given as columns. */
  add(columns: readonly RowValues[], rows: number): void;
  /** Hands on what is left. */
  finish(): void;
}

/** DuckDB takes at most so many rows in one chunk. */
export const rowsPerChunk = 2048;

/** One column of the chunk that is being filled. */
interface ChunkColumn {
  /** Puts rows [start, start + count) of the values at row `place`. */
  put(values: RowValues, start: number, count: number, place: number): void;
  /** Called once the chunk has its size. */
  complete(chunk: DuckDBDataChunk): void;
}

/**
 * Makes a filler for columns of these types.
 *
 * Numbers are copied in blocks; one chunk's memory is used again for the next, since nobody collects it in time.
 */
export function createChunkFiller(
  duckdb: DuckDB,
  bindings: Bindings,
  types: readonly DuckDBType[],
  emit: (chunk: DuckDBDataChunk) => void,
): ChunkFiller {
  const raw = bindings.create_data_chunk(types.map((type) => type.toLogicalType().logical_type));
  const columns = types.map((type, index) => createColumn(duckdb, bindings, raw, type, index));
  let filled = 0;
  function finish(): void {
    if (filled === 0) return;
    bindings.data_chunk_set_size(raw, filled);
    const chunk = new duckdb.DuckDBDataChunk(raw);
    for (const column of columns) column.complete(chunk);
    emit(chunk);
    bindings.data_chunk_reset(raw);
    filled = 0;
  }
  return {
    finish,
    add(values, rows) {
      for (let start = 0; start < rows; ) {
        const count = Math.min(rows - start, rowsPerChunk - filled);
        for (const [index, column] of columns.entries())
          column.put(values[index] ?? [], start, count, filled);
        [start, filled] = [start + count, filled + count];
        if (filled === rowsPerChunk) finish();
      }
    },
  };
}

type RawChunk = ReturnType<Bindings['create_data_chunk']>;

function createColumn(
  duckdb: DuckDB,
  bindings: Bindings,
  raw: RawChunk,
  type: DuckDBType,
  index: number,
): ChunkColumn {
  const [element, width] = elementOf(duckdb, type);
  const [, NumberArray] = numberTypes(duckdb).find(([Type]) => element instanceof Type) ?? [];
  const vectorOf = () => bindings.data_chunk_get_vector(raw, index);
  if (NumberArray !== undefined) {
    return numberColumn(bindings, () => innermost(duckdb, bindings, vectorOf(), type), NumberArray, width);
  }
  return valueColumn((values, chunk) => {
    const isText =
      type instanceof duckdb.DuckDBVarCharType && values.every((value) => typeof value === 'string');
    if (isText) writeTexts(bindings, vectorOf(), values as readonly string[]);
    else chunk.setColumnValues(index, values);
  });
}

function numberTypes(duckdb: DuckDB) {
  const { DuckDBFloatType, DuckDBDoubleType, DuckDBIntegerType, DuckDBBigIntType, DuckDBBooleanType } =
    duckdb;
  return [
    [DuckDBFloatType, Float32Array],
    [DuckDBDoubleType, Float64Array],
    [DuckDBIntegerType, Int32Array],
    [DuckDBBigIntType, BigInt64Array],
    [DuckDBBooleanType, Uint8Array],
  ] as const;
}

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

type NumberArrayClass = ReturnType<typeof numberTypes>[number][1];

function numberColumn(
  bindings: Bindings,
  vectorOf: () => Vector,
  NumberArray: NumberArrayClass,
  width: number,
): ChunkColumn {
  return {
    put(values, start, count, place) {
      // The bytes are copied as they are, so another kind of array would be other numbers.
      if (!(values instanceof NumberArray)) throw new TypeError(`the column takes a ${NumberArray.name}`);
      const row = width * values.BYTES_PER_ELEMENT;
      const { buffer, byteOffset } = values;
      if (!(buffer instanceof ArrayBuffer))
        throw new TypeError('numbers are written from memory of their own');
      bindings.copy_data_to_vector(vectorOf(), place * row, buffer, byteOffset + start * row, count * row);
    },
    complete: () => undefined,
  };
}

function valueColumn(write: (values: readonly DuckDBValue[], chunk: DuckDBDataChunk) => void): ChunkColumn {
  let gathered: DuckDBValue[] = [];
  return {
    put(values, start, count) {
      for (let row = start; row < start + count; row += 1) gathered.push(values[row] ?? null);
    },
    complete(chunk) {
      write(gathered, chunk);
      gathered = [];
    },
  };
}
