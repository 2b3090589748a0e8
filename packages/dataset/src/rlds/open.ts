import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpisodeSource } from '../episode.js';
import { isHidden } from '../is-hidden.js';
import { mergedSplits } from '../merged-splits.js';
import { missingEpisode } from '../missing-episode.js';
import { readInOrder } from '../read-in-order.js';
import { type DatasetInfo, readDatasetInfo } from './dataset-info.js';
import { describeShard, type RecordedEpisode } from './describe-episodes.js';
import { missing } from './errors.js';
import { leaveOutBytes } from './leave-out-bytes.js';
import { locateDataset } from './locate.js';
import { type Naming, nameLeaves, placesOf } from './naming.js';
import { openRecord } from './open-episode.js';
import { paceOf } from './pace.js';
import { readRecord } from './records.js';
import { readSchema, type Schema } from './schema.js';

/**
 * Opens an RLDS dataset: robot episodes as tensorflow-datasets writes them, one TFRecord per episode.
 *
 * Opening reads record headers, instructions and lengths; pictures and numbers are read, and checksums checked, one
 * episode at a time. Pictures are handed on as they stand in the record.
 *
 * @param path - the folder with `features.json`, or one that holds such a folder per version: the highest is taken.
 * @throws InspireError `DATASET_MISSING`, `DATASET_CORRUPT` with file and byte, or `DATASET_UNSUPPORTED`.
 *
 * @example
 * ```ts no-run
 * import { openRlds } from '@inspire-vla/dataset';
 *
 * const source = await openRlds('bridge_dataset');
 * const episode = await source.open(0);
 * console.log(source.features, episode.instruction, await episode.column('actions'));
 * await source.close();
 * ```
 */
export async function openRlds(path: string): Promise<EpisodeSource> {
  const folder = await locateDataset(path);
  if (folder === null) throw missing(path, 'there is no features.json');
  const declared = await readSchema(folder);
  const info = await readDatasetInfo(folder);
  const schema = await leaveOutBytes(declared, info.shards);
  const naming = nameLeaves(schema);
  const episodes: RecordedEpisode[] = [];
  for (const shard of info.shards) episodes.push(...(await describeShard(shard, schema, naming)));
  const labels = (await readdir(folder)).filter((name) => name.endsWith('.labels.txt') && !isHidden(name));
  return createSource(folder, { schema, info, naming, episodes, labels: labels.sort() });
}

/** A record of more bytes is not read before it is asked for. */
const largestAhead = 64 * 2 ** 20;

interface Opened {
  readonly schema: Schema;
  readonly info: DatasetInfo;
  readonly naming: Naming;
  readonly episodes: readonly RecordedEpisode[];
  /** Files that name the classes of a `ClassLabel`. */
  readonly labels: readonly string[];
}

function createSource(folder: string, opened: Opened): EpisodeSource {
  const { schema, info, naming, episodes, labels } = opened;
  const { fps, robotType, isAssumed } = paceOf(info);
  const lengthOf = (index: number) => episodes[index]?.place.length ?? Number.POSITIVE_INFINITY;
  const openInOrder = readInOrder(
    async (index) => {
      const episode = episodes[index];
      if (episode === undefined) throw missingEpisode(folder, index, episodes.length);
      return openRecord(episode, await readRecord(episode.place), schema, naming);
    },
    (index) => lengthOf(index) <= largestAhead,
  );
  const mixed = countEpisodes(episodes.filter(({ summary }) => summary.otherTasks !== undefined));
  const several = mixed === null ? [] : [`instructions: ${mixed} several, the first is used`];
  const blank = countEpisodes(episodes.filter(({ isFurtherWording }) => isFurtherWording));
  const further = blank === null ? [] : [`instructions: ${blank} a blank one, a further wording is used`];
  const classes = labels.map((name) => `${name}: names of classes are not read, their numbers are`);
  const assumed = isAssumed ? [`frames per second: the format has none, ${fps} are assumed`] : [];
  return {
    format: 'rlds',
    name: info.name,
    fps,
    robotType,
    folder,
    files: [
      join(folder, 'features.json'),
      join(folder, 'dataset_info.json'),
      ...info.shards.map(({ file }) => file),
    ],
    features: naming.features.map(({ feature }) => feature),
    places: placesOf(naming),
    episodes: episodes.map(({ summary }) => summary),
    omitted: [
      ...schema.omitted,
      ...mergedSplits(info.splits),
      ...several,
      ...further,
      ...classes,
      ...assumed,
    ],
    open: async (index) => openInOrder(index),
    close: async () => {},
  };
}

function countEpisodes({ length }: readonly RecordedEpisode[]): string | null {
  if (length === 0) return null;
  return length === 1 ? '1 episode has' : `${length} episodes have`;
}
