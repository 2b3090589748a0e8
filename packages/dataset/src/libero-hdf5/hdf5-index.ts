import { unreadableKind } from './check-readable.js';
import { corrupt } from './errors.js';
import type { Hdf5Answer, Hdf5Description, Hdf5Library, Hdf5Request } from './hdf5-library.js';

/** A dataset whose shape has been checked against the size of its file. */
export interface CheckedDataset extends Hdf5Description {
  readonly path: string;
  readonly shape: readonly number[];
}

/** Rows [start, end) of a dataset that may be read. */
export interface CheckedRows extends CheckedDataset {
  readonly rowBytes: number;
  /** Of all the rows. */
  readonly bytes: number;
}

/** What is known of the datasets of a file, asked of the library once. Every failure names file and place. */
export interface Hdf5Index {
  ask(operation: Hdf5Request['operation'], place: string, rows?: RowRange): Promise<unknown>;
  /**
   * Learns at once all that opening a small file asks for, and of a very small one all but its large datasets;
   * nothing of a large one, of which it would take long.
   *
   * @returns bytes of what the datasets hold that are kept.
   */
  survey(): Promise<number>;
  preload(place: string, how?: 'describe' | 'load'): Promise<void>;
  has(place: string): Promise<boolean>;
  describe(place: string): Promise<CheckedDataset>;
  describeRows(place: string, start: number, end: number): Promise<CheckedRows>;
}

interface RowRange {
  readonly start: number;
  readonly end: number;
  readonly bytes: number;
}

/** The most that is read in one go; no demonstration comes near. */
const largestRead = 512 * 2 ** 20;

/** Compressed data may be larger than the file, but not by orders of magnitude; a length bomb is. */
const largestCompression = 1100;

/** Bytes of a file that is surveyed. */
const largestSurvey = 16 * 2 ** 20;

/** Makes the index of a file of `size` bytes. */
export function createHdf5Index(library: Hdf5Library, path: string, size: number): Hdf5Index {
  const descriptions = new Map<string, Hdf5Description>();
  const surveyed = new Map<string, unknown>();
  const keyOf = ({ operation, place }: Pick<Hdf5Answer, 'operation' | 'place'>) => `${operation} ${place}`;

  async function survey(): Promise<number> {
    if (size > largestSurvey) return 0;
    const answers = (await ask('survey', '/')) as readonly Hdf5Answer[];
    let bytes = 0;
    for (const { operation, place, value } of answers) {
      surveyed.set(keyOf({ operation, place }), value);
      if (operation !== 'load') continue;
      // What was loaded has been described as well.
      surveyed.set(keyOf({ operation: 'describe', place }), value);
      for (const { contents } of Object.values(value as Found)) bytes += contents?.length ?? 0;
    }
    return bytes;
  }

  async function ask(
    operation: Hdf5Request['operation'],
    place: string,
    rows: RowRange = noRows,
  ): Promise<unknown> {
    const key = keyOf({ operation, place });
    if (surveyed.has(key)) return surveyed.get(key);
    const { start, end, bytes } = rows;
    const reply = await library.request({ operation, path, place, start, end }, bytes);
    if (reply.ok) return reply.value;
    throw corrupt(path, reply.at ?? place, `the file cannot be read (${shortReason(reply.reason)})`);
  }

  async function preload(place: string, how: 'describe' | 'load' = 'describe'): Promise<void> {
    const found = (await ask(how, place)) as Found;
    for (const [name, description] of Object.entries(found)) descriptions.set(name, description);
  }

  async function has(place: string): Promise<boolean> {
    if (!descriptions.has(place)) await preload(place);
    const found = descriptions.get(place);
    if (found !== undefined && found.linkedFile !== null) throw unreadableKind(path, place, found);
    return found !== undefined;
  }

  async function describe(place: string): Promise<CheckedDataset> {
    const found = (await has(place)) ? descriptions.get(place) : undefined;
    if (found === undefined) throw corrupt(path, place, 'the dataset is missing');
    const refusal = unreadableKind(path, place, found);
    if (refusal !== null) throw refusal;
    const { shape, elementSize, isPlain } = found;
    if (shape === null) throw corrupt(path, place, 'the dataset has no shape');
    const bytes = shape.reduce((product, length) => product * length, Math.max(1, elementSize));
    if (bytes > size * (isPlain ? 1 : largestCompression)) {
      throw corrupt(path, place, `the dataset claims ${bytes} bytes in a file of ${size}`);
    }
    return { ...found, path: place, shape };
  }

  async function describeRows(place: string, start: number, end: number): Promise<CheckedRows> {
    const found = await describe(place);
    const [count = 0, ...rest] = found.shape;
    const rowBytes = rest.reduce((product, length) => product * length, found.elementSize);
    const bytes = (end - start) * rowBytes;
    if (start < 0 || end > count || start > end || bytes > largestRead) {
      throw corrupt(path, place, `the rows ${start} to ${end} cannot be read of ${count}`);
    }
    return { ...found, rowBytes, bytes };
  }

  return { ask, survey, preload, has, describe, describeRows };
}

/** Datasets at and below a place. */
type Found = Readonly<Record<string, Hdf5Description>>;

const noRows: RowRange = { start: 0, end: 0, bytes: 0 };

/** The first line that says something: the library's own message is a stack of C functions. */
function shortReason(message: string): string {
  const reasons = [...message.matchAll(/minor: (.*)/g)].map(([, reason]) => reason);
  return reasons.at(-1) ?? message.split('\n')[0]?.slice(0, 200) ?? 'unknown reason';
}
