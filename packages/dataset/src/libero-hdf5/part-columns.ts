import type { Column } from '../episode.js';
import { invalidEpisode } from '../writing/invalid-episode.js';
import type { DescribedFeature } from './description.js';
import type { PartWriter } from './part-file.js';
import { repeatedParts } from './written-places.js';

/** Elements by the type of a feature. */
const elements: Readonly<Record<DescribedFeature['type'], string>> = {
  float32: 'f4',
  float64: 'f8',
  int32: 'i4',
  int64: 'i8',
  bool: 'u1',
  string: 'text',
};

/** Datasets whose numbers LIBERO keeps as doubles. */
const doubles: readonly string[] = ['actions', 'robot_states', 'obs/joint_states'];

/** Adds the datasets of one feature. */
export async function addFeature(
  part: PartWriter,
  feature: DescribedFeature,
  column: Column,
  { index, length }: { readonly index: number; readonly length: number },
): Promise<void> {
  const { name, type, shape, datasets } = feature;
  const [place = '', second] = datasets;
  // One value per step is a plain row of numbers, as LIBERO's rewards; actions are a table also where they are one.
  const isPlain = shape.length === 1 && shape[0] === 1 && place !== 'actions';
  const rows = isPlain ? [length] : [length, ...shape];
  if (second !== undefined) return addState(part, column as Float32Array, length);
  if (type === 'string')
    return addTexts(part, place, rows, checkTexts(column as readonly string[], name, index));
  if (place === 'rewards' && isWhole(column))
    return addNumbers(part, place, 'u1', rows, Uint8Array.from(column));
  const numbers = column as Exclude<Column, readonly unknown[]>;
  const isDouble = type === 'float32' && doubles.includes(place);
  return isDouble
    ? addNumbers(part, place, 'f8', rows, Float64Array.from(numbers as Float32Array))
    : addNumbers(part, place, elements[type], rows, numbers);
}

/** Adds a dataset of numbers. */
export async function addNumbers(
  part: PartWriter,
  place: string,
  element: string,
  shape: readonly number[],
  values: Exclude<Column, readonly unknown[]>,
): Promise<void> {
  await part.add(place, element, shape, [
    new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  ]);
}

/** Adds a dataset of texts. */
export async function addTexts(
  part: PartWriter,
  place: string,
  shape: readonly number[],
  texts: readonly string[],
): Promise<void> {
  await part.add(place, 'text', shape, [Buffer.from(JSON.stringify(texts))]);
}

/** LIBERO's state: position and axis-angle, two fingers, and the first two once more. */
async function addState(part: PartWriter, state: Float32Array, length: number): Promise<void> {
  const parts = [['obs/ee_states', [0, 6]], ['obs/gripper_states', [6, 8]], ...repeatedParts] as const;
  for (const [place, [start, end]] of parts) {
    const width = end - start;
    const values = Float64Array.from(
      { length: length * width },
      (_, at) => state[Math.floor(at / width) * 8 + start + (at % width)] ?? 0,
    );
    await addNumbers(part, place, 'f8', [length, width], values);
  }
}

/** Whether a column is of bytes, as LIBERO's rewards are. */
function isWhole(column: Column): column is Float32Array {
  return Array.from<unknown>(column).every(
    (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) < 256,
  );
}

/** HDF5 texts end at their first zero byte. */
function checkTexts(texts: readonly string[], name: string, episode: number): readonly string[] {
  const wrong = texts.findIndex((text) => text.includes('\0'));
  if (wrong < 0) return texts;
  throw invalidEpisode(
    episode,
    `${name}, value ${wrong}`,
    'the text holds a zero byte, where HDF5 ends a text',
  );
}
