import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset } from '../open-dataset.js';
import { writeRecords } from './__fixtures__/write-records.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bytes-'));
});
afterEach(() => rm(folder, { recursive: true }));

const texts = (...values: readonly Uint8Array[]) => ({
  field: 1,
  messages: values.map((value) => new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(value).finish()),
});
const integer = new BinaryWriter().tag(1, WireType.Varint).int64(1).finish();
const lift = Buffer.from('lift');

/** Records of one step, whose `raw` and `note` are declared as `Tensor(string)`. */
async function writeRaw(...raw: readonly Uint8Array[]): Promise<void> {
  const records = raw.map((value) => ({
    'steps/is_first': { field: 3, messages: [integer] },
    'steps/language_instruction': texts(lift),
    'steps/note': texts(lift),
    'steps/raw': texts(value),
  }));
  await writeRecords(folder, records);
  const file = join(folder, 'features.json');
  const tree = JSON.parse(await readFile(file, 'utf8'));
  const { features } = tree.featuresDict.features.steps.sequence.feature.featuresDict;
  const text = { tensor: { shape: {}, dtype: 'string', encoding: 'none' } };
  Object.assign(features, { raw: text, note: text });
  delete features.action;
  await writeFile(file, JSON.stringify(tree));
}

describe('a text that is none', () => {
  it('is left out, and the rest is read', async () => {
    await writeRaw(Uint8Array.of(0xff, 0xfe, 0), lift);
    const source = await openDataset(folder);
    expect(source.omitted).toContain('steps/raw: bytes that are no text');
    expect(source.features.map(({ name }) => name).sort()).toEqual([
      'is_first',
      'language_instruction',
      'note',
    ]);
    const episode = await source.open(1);
    expect(episode.instruction).toBe('lift');
    expect(await episode.column('note')).toEqual(['lift']);
    await source.close();
  });

  it('is an error where it stands in a later record only', async () => {
    await writeRaw(lift, Uint8Array.of(0xff));
    const source = await openDataset(folder);
    const episode = await source.open(1);
    await expect(episode.column('raw')).rejects.toMatchObject({ code: 'DATASET_CORRUPT' });
    await source.close();
  });

  it('is an error where the record is damaged', async () => {
    await writeRaw(Buffer.from('sound'));
    const shard = join(folder, 'own-train.tfrecord-00000-of-00001');
    const bytes = await readFile(shard);
    bytes[bytes.indexOf('sound')] = 0xff;
    await writeFile(shard, bytes);
    await expect(openDataset(folder)).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      message: expect.stringContaining('checksum'),
    });
  });
});
