import { basename } from 'node:path';
import type { Camera, EpisodeSummary } from '../episode.js';
import { otherTasks } from '../other-tasks.js';
import type { Shard } from './dataset-info.js';
import { corrupt } from './errors.js';
import type { NamedCamera, Naming } from './naming.js';
import { loadPictureReader, type PictureReader } from './picture.js';
import { indexRecords, placeOf, type RecordPlace, withFile } from './records.js';
import { scanRecord } from './scan-record.js';
import { type Leaf, pictureBytes, type Schema } from './schema.js';
import { isBlank, readCodedTexts, readTexts } from './texts.js';
import { countValues, firstBytes, type ValueList } from './value-list.js';

/** A record, and what is known of it without reading its pictures. */
export interface RecordedEpisode {
  readonly place: RecordPlace;
  readonly summary: EpisodeSummary;
  /** Whether the instruction is a further wording, as the first one is blank. */
  readonly isFurtherWording: boolean;
}

/** Describes the episodes of a shard, in the order of its records. */
export async function describeShard(
  { file, records }: Shard,
  schema: Schema,
  naming: Naming,
): Promise<readonly RecordedEpisode[]> {
  const places = await indexRecords(file);
  if (places.length !== records) {
    throw corrupt(file, `the shard has ${places.length} records, dataset_info.json says ${records}`);
  }
  const reader = await loadPictureReader();
  return withFile(file, async (handle) => {
    const isWanted = keysToScan(naming);
    const episodes: RecordedEpisode[] = [];
    for (const place of places) {
      const lists = await scanRecord(handle, place, isWanted);
      episodes.push(await describeEpisode(place, lists, { schema, naming, reader }));
    }
    return episodes;
  });
}

/** Pictures are looked at only where `features.json` does not say how large they are. */
function keysToScan({
  lengthKey,
  instructionKey,
  otherInstructionKeys,
  cameras,
}: Naming): (key: string) => boolean {
  const unsized = cameras.filter(({ value }) => value.width === null || value.height === null);
  const keys = new Set([
    lengthKey,
    instructionKey,
    ...otherInstructionKeys,
    ...unsized.map(({ key }) => key),
  ]);
  return (key) => keys.has(key);
}

interface Context {
  readonly schema: Schema;
  readonly naming: Naming;
  readonly reader: PictureReader;
}

async function describeEpisode(
  place: RecordPlace,
  lists: ReadonlyMap<string, ValueList>,
  { schema, naming, reader }: Context,
): Promise<RecordedEpisode> {
  const { lengthKey, cameras } = naming;
  const leaf = schema.leaves.find(({ key }) => key === lengthKey);
  const { texts, isFurtherWording } = instructionsOf(place, naming, lists);
  const tasks = [...new Set(texts)].filter((text) => !isBlank(text));
  const described: Camera[] = [];
  for (const camera of cameras) described.push(await describeCamera(camera, lists, place, reader));
  const summary = {
    id: `${basename(place.file)}#${place.index}`,
    instruction: tasks[0] ?? '',
    ...otherTasks(tasks),
    length: leaf === undefined ? 0 : stepsOf(place, leaf, lists.get(leaf.key)),
    cameras: described,
  };
  return { place, summary, isFurtherWording };
}

/** How many steps a list has values for. */
export function stepsOf(place: RecordPlace, { key, value }: Leaf, list: ValueList | undefined): number {
  const width = valuesPerStep(value);
  const count = list === undefined ? 0 : decodeList(place, key, () => countValues(list));
  if (count % width === 0) return count / width;
  throw corrupt(`${placeOf(place)}, ${key}`, `it has ${count} values, no multiple of ${width}`);
}

function valuesPerStep(value: Leaf['value']): number {
  if (value.kind === 'values') return value.shape.reduce((product, axis) => product * axis, 1);
  return value.pixels === 'none' ? pictureBytes(value) : 1;
}

/** What an episode says is to be done. */
interface Instructions {
  /** One per step, or one for all; none where there is no such list. */
  readonly texts: readonly string[];
  /** Whether all of the first wording is blank, and these are the next one that is not. */
  readonly isFurtherWording: boolean;
}

/** Texts of the instruction list, or of a further wording. */
export function instructionsOf(
  place: RecordPlace,
  { instructionKey, otherInstructionKeys, instructionCodes }: Naming,
  lists: ReadonlyMap<string, ValueList>,
): Instructions {
  if (instructionKey === null) return { texts: [], isFurtherWording: false };
  const texts = textsOf(place, { key: instructionKey, codes: instructionCodes }, lists);
  for (const key of texts.every(isBlank) ? otherInstructionKeys : []) {
    const others = textsOf(place, { key, codes: null }, lists);
    if (!others.every(isBlank)) return { texts: others, isFurtherWording: true };
  }
  return { texts, isFurtherWording: false };
}

function textsOf(
  place: RecordPlace,
  { key, codes }: { readonly key: string; readonly codes: number | null },
  lists: ReadonlyMap<string, ValueList>,
): readonly string[] {
  const list = lists.get(key);
  if (list === undefined) return [];
  if (list.kind !== (codes === null ? 'bytes' : 'int64'))
    throw corrupt(`${placeOf(place)}, ${key}`, `it is a list of ${list.kind}, no text`);
  return decodeList(place, key, () => (codes === null ? readTexts(list) : readCodedTexts(list, codes)));
}

/** Runs a decoder; what it raises becomes an error with the place. */
export function decodeList<Result>(place: RecordPlace, key: string, action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw corrupt(`${placeOf(place)}, ${key}`, `the list cannot be decoded (${reason})`, cause);
  }
}

async function describeCamera(
  { key, name, value: { width, height } }: NamedCamera,
  lists: ReadonlyMap<string, ValueList>,
  place: RecordPlace,
  reader: PictureReader,
): Promise<Camera> {
  if (width !== null && height !== null) return { name, width, height };
  const list = lists.get(key);
  const first = list?.kind === 'bytes' ? decodeList(place, key, () => firstBytes(list)) : undefined;
  const size = first === undefined ? { width: 0, height: 0 } : await reader.size(first);
  if (size === null) throw corrupt(`${placeOf(place)}, ${key}`, 'the first picture is neither JPEG nor PNG');
  return { name, ...size };
}
