import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { Column, Feature, FeatureType } from '../episode.js';
import type { Bindings, Vector } from './bindings.js';

type NumberArray = Extract<Column, ArrayBufferView>;

/** How one of DuckDB's types is laid out in memory. */
type View = (bytes: Uint8Array) => ArrayLike<number> | BigInt64Array;

/** DuckDB's types by their numbers (duckdb.h, duckdb_type). */
const floats: Readonly<Record<number, View>> = {
  10: (bytes) => new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4),
  11: (bytes) => new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8),
};
const integers: Readonly<Record<number, View>> = {
  2: (bytes) => new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
  3: (bytes) => new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2),
  4: (bytes) => new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4),
  6: (bytes) => bytes,
  7: (bytes) => new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2),
};
const wide: Readonly<Record<number, View>> = {
  5: (bytes) => new BigInt64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8),
};
const truths: Readonly<Record<number, View>> = { 1: (bytes) => bytes };
const bytesOf: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 2, 10: 4, 11: 8 };

/** The types that a feature's values may be stored as, so that copying them changes none. */
interface Target {
  readonly create: (length: number) => NumberArray;
  readonly views: Readonly<Record<number, View>>;
}

const targets: Partial<Readonly<Record<FeatureType, Target>>> = {
  float32: { create: (length) => new Float32Array(length), views: { ...floats, ...integers } },
  float64: { create: (length) => new Float64Array(length), views: { ...floats, ...integers } },
  int32: { create: (length) => new Int32Array(length), views: integers },
  int64: { create: (length) => new BigInt64Array(length), views: wide },
  bool: { create: (length) => new Uint8Array(length), views: truths },
};

const [listType, arrayType] = [24, 33];

/** Rows [start, start + count) of a vector. */
interface Stretch {
  readonly vector: Vector;
  readonly start: number;
  readonly count: number;
}

/**
 * The values of a feature [length × product(shape)], copied chunk by chunk; null where a value is absent, a list has
 * another length, or the type is stored in another way: such a column must be looked at value by value.
 *
 * @param column - index of the feature's column in the chunks.
 */
export function readNumbers(
  bindings: Bindings,
  { type, shape }: Pick<Feature, 'type' | 'shape'>,
  chunks: readonly DuckDBDataChunk[],
  column: number,
): NumberArray | null {
  const target = targets[type];
  if (target === undefined) return null;
  const width = shape.reduce((product, axis) => product * axis, 1);
  const rows = chunks.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const values = target.create(rows * width);
  let place = 0;
  for (const { chunk, rowCount: count } of chunks) {
    const vector = bindings.data_chunk_get_vector(chunk, column);
    const leaf = leafOf(bindings, { vector, start: 0, count }, shape);
    const found = leaf === null ? null : viewOf(bindings, leaf, target.views);
    if (found === null) return null;
    // Both are of numbers, or both of big integers, since the target allows no others.
    (values as Float64Array).set(found as ArrayLike<number>, place);
    place += found.length;
  }
  return values;
}

/** The innermost vector of nested lists that all have the shape's lengths. */
function leafOf(bindings: Bindings, stretch: Stretch, shape: readonly number[]): Stretch | null {
  const [axis, ...rest] = shape;
  if (axis === undefined) return stretch;
  const type = typeOf(bindings, stretch.vector);
  if (type !== listType && type !== arrayType) return axis === 1 && rest.length === 0 ? stretch : null;
  if (!isComplete(bindings, stretch)) return null;
  const inner = type === listType ? listed(bindings, stretch, axis) : arrayed(bindings, stretch, axis);
  return inner === null ? null : leafOf(bindings, inner, rest);
}

function typeOf(bindings: Bindings, vector: Vector): number {
  return bindings.get_type_id(bindings.vector_get_column_type(vector));
}

/** The entries of lists, where they all have this length and stand one after another. */
function listed(bindings: Bindings, { vector, start, count }: Stretch, axis: number): Stretch | null {
  const bytes = bindings.vector_get_data(vector, (start + count) * 16);
  // Offset and length of each list, 64 bits each, of which the upper halves are zero.
  const entries = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const first = entries[start * 4] ?? 0;
  for (let row = 0; row < count; row += 1) {
    const entry = (start + row) * 4;
    if (entries[entry] !== first + row * axis || entries[entry + 2] !== axis) return null;
  }
  return { vector: bindings.list_vector_get_child(vector), start: first, count: count * axis };
}

function arrayed(bindings: Bindings, { vector, start, count }: Stretch, axis: number): Stretch | null {
  if (bindings.array_type_array_size(bindings.vector_get_column_type(vector)) !== axis) return null;
  return { vector: bindings.array_vector_get_child(vector), start: start * axis, count: count * axis };
}

/** Whether none of the rows is absent. */
function isComplete(bindings: Bindings, { vector, start, count }: Stretch): boolean {
  const bits: Uint8Array | null = bindings.vector_get_validity(vector, Math.ceil((start + count) / 64) * 8);
  if (bits === null) return true;
  for (let row = start; row < start + count; row += 1) {
    if (((bits[row >> 3] ?? 0) & (1 << (row & 7))) === 0) return false;
  }
  return true;
}

function viewOf(bindings: Bindings, leaf: Stretch, views: Target['views']): ReturnType<View> | null {
  const type = typeOf(bindings, leaf.vector);
  const view = views[type];
  if (view === undefined || !isComplete(bindings, leaf)) return null;
  const size = bytesOf[type] ?? 0;
  return view(
    bindings.vector_get_data(leaf.vector, (leaf.start + leaf.count) * size).subarray(leaf.start * size),
  );
}
