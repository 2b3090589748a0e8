import { InspireError } from '@inspire-vla/adapter';

/** An array of 32-bit floats, row-major. */
export interface Tensor {
  /** Length of each axis. */
  readonly shape: readonly number[];
  /** The numbers, as many as the product of the shape. */
  readonly data: Float32Array;
}

/** The tensors of a file by name. */
export type Tensors = ReadonlyMap<string, Tensor>;

/** Headers above this are refused by the format's own readers, too. */
const maximumHeader = 100_000_000;

/**
 * Reads the float32 tensors of a safetensors file; tensors of other types are left out.
 *
 * Format: 8 bytes header length (little endian), a JSON header of name → dtype, shape, data_offsets, then the data.
 *
 * @throws InspireError `SAFETENSORS_INVALID` for bytes that are no such file, or that end too soon.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { parseSafetensors } from '@inspire-vla/adapter-minivla-vq';
 *
 * export async function tensorNames(path: string): Promise<string[]> {
 *   return [...parseSafetensors(await readFile(path)).keys()];
 * }
 * ```
 */
export function parseSafetensors(bytes: Uint8Array): Tensors {
  if (bytes.length < 8) throw invalid(`the file has ${bytes.length} bytes, fewer than its length field`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  const dataStart = 8 + headerLength;
  if (headerLength > maximumHeader || dataStart > bytes.length) {
    throw invalid(`the header is said to have ${headerLength} bytes, the file has ${bytes.length}`);
  }
  const header = parseHeader(bytes.subarray(8, dataStart));
  const data = bytes.subarray(dataStart);
  const tensors = new Map<string, Tensor>();
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__' || !isEntry(entry, name)) continue;
    tensors.set(name, { shape: entry.shape, data: readFloats(data, entry, name) });
  }
  return tensors;
}

interface Entry {
  readonly dtype: 'F32';
  readonly shape: readonly number[];
  readonly data_offsets: readonly [start: number, end: number];
}

function parseHeader(bytes: Uint8Array): object {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof header === 'object' && header !== null && !Array.isArray(header)) return header;
  } catch (cause) {
    throw invalid('the header is no JSON', undefined, cause);
  }
  throw invalid('the header is no JSON object');
}

/** Whether an entry is a float32 tensor; a malformed entry of any type is an error. */
function isEntry(value: unknown, name: string): value is Entry {
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Partial<Record<string, unknown>>;
  if (typeof dtype !== 'string' || !isCounts(shape) || !isCounts(offsets) || offsets.length !== 2) {
    throw invalid('the entry lacks dtype, shape or data_offsets', name);
  }
  return dtype === 'F32';
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

function readFloats(
  data: Uint8Array,
  { shape, data_offsets: [start, end] }: Entry,
  name: string,
): Float32Array {
  const count = shape.reduce((product, length) => product * length, 1);
  if (end > data.length) throw invalid(`the data ends at byte ${data.length}, not ${end}`, name);
  if (end - start !== count * 4) {
    throw invalid(`shape [${shape.join(', ')}] needs ${count * 4} bytes, the entry has ${end - start}`, name);
  }
  // Copied, because the data need not be aligned. Like the format, all platforms of JavaScript are little endian.
  return new Float32Array(new Uint8Array(data.subarray(start, end)).buffer);
}

function invalid(message: string, at?: string, cause?: unknown): InspireError {
  return new InspireError({
    code: 'SAFETENSORS_INVALID',
    message,
    at: at === undefined ? 'safetensors' : `tensor ${at}`,
    fix: 'write the file again with the safetensors library',
    cause,
  });
}
