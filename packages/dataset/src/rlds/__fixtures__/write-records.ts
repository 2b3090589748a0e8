import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { Feature } from '../../episode.js';
import { describeFeatures } from '../describe-features.js';
import { createShardLog } from '../shard-log.js';
import type { WrittenLeaf } from '../written-leaves.js';

/** Lists of a record by key: the field number of their kind, and messages that are joined. */
export type Lists = Readonly<
  Record<string, { readonly field: number; readonly messages: readonly Uint8Array[] }>
>;

/** Writes records of any content; `features.json` declares two numbers of action, a first flag and an instruction. */
export async function writeRecords(folder: string, records: readonly Lists[]): Promise<void> {
  const log = createShardLog(folder, () => 'own-train.tfrecord-00000-of-00001');
  for (const record of records) await log.append([encode(record)]);
  const { lengths } = await log.finish();
  const leaves = [
    leaf('steps/action', { name: 'actions', type: 'float32', shape: [2], names: null }),
    leaf('steps/is_first', { name: 'is_first', type: 'bool', shape: [1], names: null }),
    leaf('steps/language_instruction', {
      ...{ name: 'language_instruction', type: 'string', shape: [1], names: null },
    }),
  ];
  const info = { name: 'own', splits: [{ name: 'train', shardLengths: lengths.map(String) }] };
  await writeFile(join(folder, 'features.json'), JSON.stringify(describeFeatures({ leaves, cameras: [] })));
  await writeFile(join(folder, 'dataset_info.json'), JSON.stringify(info));
}

function leaf(key: string, feature: Feature): WrittenLeaf {
  return { key, feature, isScalar: feature.shape[0] === 1 };
}

/** Each message in a `Feature` field of its own, each entry in a `Features` of its own: protobuf joins them. */
function encode(lists: Lists): Uint8Array {
  const example = new BinaryWriter();
  for (const [key, { field, messages }] of Object.entries(lists)) {
    const feature = new BinaryWriter();
    for (const message of messages) feature.tag(field, WireType.LengthDelimited).bytes(message);
    const entry = new BinaryWriter().tag(1, WireType.LengthDelimited).string(key);
    entry.tag(2, WireType.LengthDelimited).bytes(feature.finish());
    const features = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(entry.finish());
    example.tag(1, WireType.LengthDelimited).bytes(features.finish());
  }
  return example.finish();
}
