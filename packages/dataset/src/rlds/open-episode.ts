import type { Column, Episode, FrameRecords, Picture } from '../episode.js';
import { pictureEncoding } from '../picture-file.js';
import { decodeList, instructionsOf, type RecordedEpisode, stepsOf } from './describe-episodes.js';
import { corrupt, unsupported } from './errors.js';
import { readExample } from './example.js';
import type { NamedCamera, NamedFeature, Naming } from './naming.js';
import { listOfPixels, readRawPictures } from './raw-pictures.js';
import { placeOf, type RecordPlace } from './records.js';
import { isStep, type NumbersOrTexts, pictureBytes, type Schema } from './schema.js';
import { isBlank, readTexts } from './texts.js';
import { countValues, eachInteger, readBytes, readFloats, type ValueList } from './value-list.js';

/** Far above the longest episode; a column of so many values takes 2 GB. */
const mostValues = 2 ** 28;

/**
 * Opens a record that has been read, and checks the number of values in every list.
 *
 * @throws InspireError `DATASET_CORRUPT`, with file, record, byte and key.
 */
export function openRecord(
  { place, summary }: RecordedEpisode,
  bytes: Uint8Array,
  schema: Schema,
  naming: Naming,
): Episode {
  const keys = new Set(schema.leaves.map(({ key }) => key));
  const lists = decodeList(place, 'Example', () => readExample(bytes, (key) => keys.has(key)));
  const { length } = summary;
  for (const leaf of schema.leaves) {
    const steps = stepsOf(place, leaf, lists.get(leaf.key));
    const expected = isStep(leaf.key) ? length : 1;
    if (steps === expected) continue;
    throw corrupt(
      `${placeOf(place)}, ${leaf.key}`,
      `it has values for ${steps} steps, ${expected} are expected`,
    );
  }
  const pictures = new Map<string, readonly Uint8Array[]>();
  return {
    ...summary,
    async column(name) {
      const named = naming.features.find(({ feature }) => feature.name === name);
      if (named === undefined) throw corrupt(placeOf(place), `there is no feature ${name}`);
      return readColumn(place, named, lists.get(named.key), length);
    },
    async pictures(name, start, end) {
      const camera = naming.cameras.find((candidate) => candidate.name === name);
      if (camera === undefined) throw corrupt(placeOf(place), `there is no camera ${name}`);
      const files = pictures.get(name) ?? readPictures(place, camera, lists.get(camera.key));
      pictures.set(name, files);
      const { width = 0, height = 0 } = summary.cameras.find((candidate) => candidate.name === name) ?? {};
      return files
        .slice(start, end)
        .map((file, offset) =>
          camera.value.pixels === undefined
            ? toPicture(place, { key: camera.key, frame: start + offset, width, height }, file)
            : { encoding: 'rgb', width, height, bytes: Uint8Array.from(file) },
        );
    },
    scene: async () => null,
    frameRecords: async () => ({
      ...{ numbers: null, seconds: null },
      instructions: stepInstructions({ place, summary }, naming, lists),
    }),
  };
}

/** What each step says is to be done, null where it says nothing; null where the format says it per episode. */
function stepInstructions(
  { place, summary }: Pick<RecordedEpisode, 'place' | 'summary'>,
  naming: Naming,
  lists: ReadonlyMap<string, ValueList>,
): FrameRecords['instructions'] {
  if (!isStep(naming.instructionKey ?? '')) return null;
  const { texts } = instructionsOf(place, naming, lists);
  // An episode that says nothing at all is told of as one.
  return isBlank(summary.instruction) ? null : texts.map((text) => (isBlank(text) ? null : text));
}

/** A camera's picture files, or the pixels of its pictures. */
function readPictures(
  place: RecordPlace,
  { key, value }: NamedCamera,
  list: ValueList | undefined,
): readonly Uint8Array[] {
  if (list === undefined) return [];
  const { pixels } = value;
  checkKind(place, key, list, pixels === undefined ? 'bytes' : listOfPixels(pixels));
  return decodeList(place, key, () =>
    pixels === undefined ? readBytes(list) : readRawPictures(list, pixels, pictureBytes(value)),
  );
}

interface PictureKey {
  readonly key: string;
  readonly frame: number;
  readonly width: number;
  readonly height: number;
}

function toPicture(
  place: RecordPlace,
  { key, frame, width, height }: PictureKey,
  bytes: Uint8Array,
): Picture {
  const encoding = pictureEncoding(bytes);
  if (encoding !== null) return { encoding, width, height, bytes };
  throw corrupt(`${placeOf(place)}, ${key}, step ${frame}`, 'the picture is neither JPEG nor PNG');
}

function checkKind(place: RecordPlace, key: string, list: ValueList, expected: ValueList['kind']): void {
  if (list.kind === expected) return;
  throw corrupt(`${placeOf(place)}, ${key}`, `it is a list of ${list.kind}, features.json says ${expected}`);
}

/** Values of a feature over the episode; those of the whole episode are repeated. */
function readColumn(
  place: RecordPlace,
  { key, feature, value, isPerEpisode }: NamedFeature,
  list: ValueList | undefined,
  length: number,
): Column {
  const width = feature.shape.reduce((product, axis) => product * axis, 1);
  if (width * length > mostValues) {
    throw unsupported(
      `${placeOf(place)}, ${key}`,
      `${length} steps of ${width} values are too many to be held`,
    );
  }
  const stored = list ?? { kind: value.list, message: new Uint8Array() };
  checkKind(place, key, stored, value.list);
  const values = decodeList(place, key, () => decodeValues(stored, value));
  return isPerEpisode ? repeat(values, length) : values;
}

type Values = Float32Array | Int32Array | BigInt64Array | Uint8Array | readonly string[];

function decodeValues(list: ValueList, { type, isUnsigned = false }: NumbersOrTexts): Values {
  if (type === 'string') return readTexts(list);
  if (type === 'float32') return readFloats(list);
  const count = countValues(list);
  if (type === 'int64') {
    const values = new BigInt64Array(count);
    eachInteger(list, (value, index) => {
      if (isUnsigned && value < 0n)
        throw new RangeError(`value ${index} is ${BigInt.asUintN(64, value)}, which no int64 is`);
      values[index] = value;
    });
    return values;
  }
  const values = type === 'bool' ? new Uint8Array(count) : new Int32Array(count);
  const [lowest, highest] = type === 'bool' ? [0n, 1n] : [-(2n ** 31n), 2n ** 31n - 1n];
  eachInteger(list, (value, index) => {
    if (value < lowest || value > highest)
      throw new RangeError(`value ${index} is ${value}, which no ${type} is`);
    values[index] = Number(value);
  });
  return values;
}

function repeat(values: Values, times: number): Values {
  if (Array.isArray(values)) return Array.from({ length: times }, () => values).flat();
  const typed = values as Exclude<Values, readonly string[]>;
  const Numbers = typed.constructor as new (length: number) => typeof typed;
  const repeated = new Numbers(typed.length * times);
  for (let index = 0; index < repeated.length; index += 1) repeated[index] = typed[index % typed.length] ?? 0;
  return repeated;
}
