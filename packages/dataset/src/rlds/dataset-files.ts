import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkEpisode } from '../writing/check-episode.js';
import type { WriterOptions } from '../writing/dataset-writer.js';
import { invalidEpisode } from '../writing/invalid-episode.js';
import type { DatasetFiles, Prepare } from '../writing/serial-writer.js';
import { checkRange } from './check-range.js';
import { defaultTemplate, shardName } from './dataset-info.js';
import { describeFeatures } from './describe-features.js';
import { encodeColumn, encodeExample, encodeFiles, sizeOf } from './encode-record.js';
import { loadJpegEncoder } from './jpeg-files.js';
import { describePace } from './pace.js';
import { largestRecord } from './records.js';
import { createShardLog, type ShardTotals } from './shard-log.js';
import { stepColumns } from './step-columns.js';
import type { ValueList } from './value-list.js';
import { type WrittenLeaf, writtenLists } from './written-leaves.js';

/** Shards are called after it. It does not depend on the output's place, so that the same input gives the same bytes. */
const name = 'inspire';
const split = 'train';
const version = '1.0.0';

/** An episode as a record, in parts: nothing of it is in the dataset yet. */
type PreparedRecord = readonly Uint8Array[];

/** Loads what episodes are encoded with. */
export async function createPreparation(options: WriterOptions): Promise<Prepare<PreparedRecord>> {
  const { features, firstEpisode = 0 } = options;
  const lists = writtenLists(options);
  const encodeJpeg = await loadJpegEncoder();
  return async (episode, { episode: index }) => {
    const columns = stepColumns(episode, checkEpisode(episode, index, features), firstEpisode + index);
    checkRange(columns, index);
    const encoded: [string, ValueList][] = lists.leaves.map((leaf) => [
      leaf.key,
      encodeLeaf(leaf, columns, episode.length),
    ]);
    for (const { key, camera } of lists.cameras) {
      encoded.push([key, encodeFiles(await encodeJpeg(episode, index, camera))]);
    }
    const parts = encodeExample(encoded.sort(([one], [other]) => (one < other ? -1 : 1)));
    if (sizeOf(parts) <= largestRecord) return parts;
    throw invalidEpisode(index, 'pictures', `the record has ${sizeOf(parts)} bytes, protobuf ends at 2 GiB`);
  };
}

/** Begins the files of a dataset. What is kept of an episode is the size of its record. */
export async function createDatasetFiles(
  options: WriterOptions,
): Promise<DatasetFiles<PreparedRecord, number>> {
  const { directory } = options;
  const lists = writtenLists(options);
  const nameOf = (index: number, total: number) => shardName(defaultTemplate, { name, split, index, total });
  const shards = createShardLog(directory, nameOf, options.dataFileSizeInMegabytes);
  return {
    prepare: await createPreparation(options),
    async append(parts, { episode }) {
      const file = await shards.append(parts);
      return { record: sizeOf(parts), checkpoint: { episodes: episode + 1, files: [file] } };
    },
    reopen: () => shards.reopen(),
    restore: async (size) => shards.restore(size),
    async finish(totals) {
      const written = await shards.finish();
      await writeJson(join(directory, 'features.json'), describeFeatures(lists));
      await writeJson(join(directory, 'dataset_info.json'), describeDataset(options, written));
      return totals;
    },
    close: () => shards.close().catch(() => undefined),
  };
}

/** Of what belongs to the whole episode, the first frame's value counts. */
function encodeLeaf(
  { key, feature }: WrittenLeaf,
  columns: ReadonlyMap<string, Parameters<typeof encodeColumn>[0]>,
  length: number,
): ValueList {
  const column = columns.get(feature.name) ?? [];
  if (key.startsWith('steps/')) return encodeColumn(column);
  return encodeColumn(column.slice(0, column.length / length));
}

/** The content of `dataset_info.json` (proto `tensorflow_datasets.DatasetInfo` as JSON). */
function describeDataset({ fps, robotType }: WriterOptions, { lengths, bytes }: ShardTotals): object {
  return {
    name,
    version,
    description: `Robot episodes, written by @inspire-vla/dataset. ${describePace(fps, robotType)}`,
    fileFormat: 'tfrecord',
    moduleName: name,
    releaseNotes: { [version]: 'First release.' },
    splits: [
      {
        name: split,
        filepathTemplate: defaultTemplate,
        shardLengths: lengths.map(String),
        numBytes: String(bytes),
      },
    ],
  };
}

async function writeJson(file: string, content: object): Promise<void> {
  await writeFile(file, `${JSON.stringify(content, null, 4)}\n`);
}
