import { join } from 'node:path';
import { z } from 'zod';
import type { Split } from '../merged-splits.js';
import { corrupt, unsupported } from './errors.js';
import { readJson } from './read-json.js';

/** How tensorflow-datasets names shards where nothing else is said. */
export const defaultTemplate = '{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}';

/** Protobuf's JSON has 64-bit numbers as texts. */
const count = z.union([z.string().regex(/^\d{1,15}$/), z.number().int().nonnegative()]).transform(Number);

const splitSchema = z.object({
  name: z.string().min(1),
  shardLengths: z.array(count).default([]),
  filepathTemplate: z.string().optional(),
});

const infoSchema = z.object({
  name: z.string().min(1),
  description: z.string().default(''),
  fileFormat: z.string().default('tfrecord'),
  splits: z.array(splitSchema).default([]),
});

/** A file of records, and how many `dataset_info.json` says are in it. */
export interface Shard {
  readonly file: string;
  readonly records: number;
}

/** What `dataset_info.json` says. */
export interface DatasetInfo {
  readonly name: string;
  readonly description: string;
  /** Split after split, each in order. */
  readonly shards: readonly Shard[];
  /** Those that have episodes. */
  readonly splits: readonly Split[];
}

/**
 * Reads `dataset_info.json` of a dataset's folder.
 *
 * @throws InspireError `DATASET_MISSING`, `DATASET_CORRUPT`, or `DATASET_UNSUPPORTED` for files that are no TFRecords.
 */
export async function readDatasetInfo(folder: string): Promise<DatasetInfo> {
  const path = join(folder, 'dataset_info.json');
  const { name, description, fileFormat, splits } = await readJson(path, infoSchema);
  if (fileFormat !== 'tfrecord')
    throw unsupported(`${path}, fileFormat`, `files of format ${fileFormat} are not read`, asTfRecords);
  const shards = splits.flatMap((split) => {
    const { shardLengths, filepathTemplate = defaultTemplate } = split;
    const total = shardLengths.length;
    return shardLengths.map((records, index) => {
      const file = shardName(filepathTemplate, { name, split: split.name, index, total });
      if (/[/\\]/.test(file))
        throw corrupt(`${path}, splits`, `the shard ${file} is not in the dataset's folder`);
      return { file: join(folder, file), records };
    });
  });
  return { name, description, shards, splits: rangesOf(splits) };
}

/** How its maker gets TFRecords of the same builder. */
const asTfRecords =
  'build it as TFRecord files: tfds build --file_format=tfrecord, or the builder with file_format="tfrecord"';

/** Which of all episodes each split has. */
function rangesOf(splits: readonly z.infer<typeof splitSchema>[]): readonly Split[] {
  let end = 0;
  return splits.flatMap(({ name, shardLengths }) => {
    const start = end;
    end += shardLengths.reduce((sum, length) => sum + length, 0);
    return end > start ? [[name, `${start}:${end}`] as const] : [];
  });
}

/** Which shard of a split. */
export interface ShardKey {
  readonly name: string;
  readonly split: string;
  readonly index: number;
  readonly total: number;
}

/** A shard's file name by a template of tensorflow-datasets. */
export function shardName(template: string, { name, split, index, total }: ShardKey): string {
  const digits = Math.max(5, String(total).length);
  const [at, of] = [index, total].map((value) => String(value).padStart(digits, '0'));
  const values: Readonly<Record<string, string | undefined>> = {
    DATASET: name,
    SPLIT: split,
    FILEFORMAT: 'tfrecord',
    SHARD_INDEX: at,
    NUM_SHARDS: of,
    SHARD_X_OF_Y: `${at}-of-${of}`,
  };
  return template.replace(/\{([A-Z_]+)\}/g, (whole, key: string) => values[key] ?? whole);
}
