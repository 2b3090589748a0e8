import type { Shard } from './dataset-info.js';
import { nameLeaves } from './naming.js';
import { indexRecords, readRecord, withFile } from './records.js';
import { scanRecord } from './scan-record.js';
import type { Leaf, Schema } from './schema.js';
import { readTexts } from './texts.js';
import type { ValueList } from './value-list.js';

/**
 * Leaves out what is declared as text, `Tensor(string)`, and holds other bytes: tensorflow-datasets does not tell them
 * apart. The first record decides. An instruction that is no text stays, and is an error where it is read.
 *
 * @throws InspireError `DATASET_MISSING`, or `DATASET_CORRUPT` where the bytes are a damage of the record.
 */
export async function leaveOutBytes(schema: Schema, shards: readonly Shard[]): Promise<Schema> {
  const { instructionKey } = nameLeaves(schema);
  const texts = schema.leaves.filter((leaf) => isText(leaf) && leaf.key !== instructionKey);
  const shard = shards.find(({ records }) => records > 0);
  if (shard === undefined || texts.length === 0) return schema;
  const bytes = await bytesOf(shard.file, new Set(texts.map(({ key }) => key)));
  return {
    leaves: schema.leaves.filter(({ key }) => !bytes.has(key)),
    omitted: [...schema.omitted, ...[...bytes].map((key) => `${key}: bytes that are no text`)],
  };
}

function isText({ value }: Leaf): boolean {
  return value.kind === 'values' && value.type === 'string';
}

/** Which of the lists hold bytes that are no text, in a file's first record. */
async function bytesOf(file: string, keys: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const [place] = await indexRecords(file, 1);
  if (place === undefined) return new Set();
  const lists = await withFile(file, (handle) => scanRecord(handle, place, (key) => keys.has(key)));
  const bytes = new Set([...lists].flatMap(([key, list]) => (isUnicode(list) ? [] : [key])));
  // A text may have become other bytes on disk: the checksum knows.
  if (bytes.size > 0) await readRecord(place);
  return bytes;
}

/** Whether a list can be decoded; one of numbers is an error where it is read. */
function isUnicode(list: ValueList): boolean {
  if (list.kind !== 'bytes') return true;
  try {
    readTexts(list);
    return true;
  } catch {
    return false;
  }
}
