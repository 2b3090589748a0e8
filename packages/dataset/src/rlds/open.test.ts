import { appendFile, copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EpisodeSource } from '../episode.js';
import { openDataset } from '../open-dataset.js';
import { cupEpisode, writeCups } from './__fixtures__/cup-dataset.js';
import { type Lists, writeRecords } from './__fixtures__/write-records.js';

let work = '';
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'rlds-'));
});
afterAll(() => rm(work, { recursive: true }));

let count = 0;
async function emptyFolder(): Promise<string> {
  count += 1;
  const folder = join(work, String(count));
  await mkdir(folder);
  return folder;
}

const shard = 'inspire-train.tfrecord-00000-of-00001';

async function cups(lengths: readonly number[]): Promise<string> {
  return writeCups(lengths, { directory: await emptyFolder() });
}

async function readAll(source: EpisodeSource): Promise<void> {
  for (const index of source.episodes.keys()) await source.open(index);
}

/** Opens and reads a dataset of one record whose lists are given, with the features of the cups in `features.json`. */
async function handmade(lists: Lists): Promise<EpisodeSource> {
  const folder = await emptyFolder();
  await writeRecords(folder, [lists]);
  return openDataset(folder);
}

const floats = (values: readonly number[]) => {
  const list = new BinaryWriter();
  for (const value of values) list.tag(1, WireType.Bit32).float(value);
  return list.finish();
};

describe('an RLDS dataset', () => {
  it('is found by its content, and in the highest of its versions', async () => {
    const folder = await emptyFolder();
    for (const [version, lengths] of [
      ['1.2.0', [1]],
      ['1.10.0', [1, 2]],
    ] as const) {
      await writeCups(lengths, {
        directory: await mkdir(join(folder, version)).then(() => join(folder, version)),
      });
    }
    expect((await openDataset(folder)).episodes).toHaveLength(2);
    expect(await openDataset(join(folder, '1.2.0'))).toMatchObject({
      format: 'rlds',
      name: 'inspire',
      episodes: { length: 1 },
    });
  });

  it('is not where macOS has put a file of its own', async () => {
    const folder = await emptyFolder();
    await writeCups([1], { directory: await mkdir(join(folder, '1.0.0')).then(() => join(folder, '1.0.0')) });
    for (const name of [`._${shard}`, `1.0.0/._${shard}`, '1.0.0/._features.json'])
      await writeFile(join(folder, name), 'Mac OS X');
    expect((await openDataset(folder)).episodes).toHaveLength(1);
  });

  it('is read shard after shard, split after split', async () => {
    const folder = await emptyFolder();
    const parts = await Promise.all([cups([1, 2]), cups([3]), cups([4])]);
    const names = [
      'inspire-train.tfrecord-00000-of-00002',
      'inspire-train.tfrecord-00001-of-00002',
      'inspire-val.tfrecord-00000-of-00001',
    ];
    for (const [index, name] of names.entries())
      await copyFile(join(parts[index] ?? '', shard), join(folder, name));
    await copyFile(join(parts[0] ?? '', 'features.json'), join(folder, 'features.json'));
    const splits = [
      { name: 'train', shardLengths: ['2', '1'], numBytes: '1' },
      { name: 'val', shardLengths: ['1'], numBytes: '1' },
    ];
    await writeFile(join(folder, 'dataset_info.json'), JSON.stringify({ name: 'inspire', splits }));
    const source = await openDataset(folder);
    expect(source.episodes.map(({ id, length }) => [id, length])).toEqual([
      [`${names[0]}#0`, 1],
      [`${names[0]}#1`, 2],
      [`${names[1]}#0`, 3],
      [`${names[2]}#0`, 4],
    ]);
    expect(source.omitted.join()).toMatch(/frames per second: the format has none/);
    await readAll(source);
  });

  it('may hold numbers one by one as well as packed, and lists and messages in pieces', async () => {
    const packed = new BinaryWriter()
      .tag(1, WireType.LengthDelimited)
      .bytes(floatBytes([2, 3]))
      .finish();
    const ones = new BinaryWriter()
      .tag(1, WireType.Varint)
      .int64(1)
      .tag(1, WireType.Varint)
      .int64(0)
      .finish();
    const source = await handmade({
      'steps/is_first': { field: 3, messages: [ones] },
      'steps/action': { field: 2, messages: [floats([0.5, 1]), packed] },
      'steps/language_instruction': { field: 1, messages: [text('lift'), text('lift')] },
    });
    const episode = await source.open(0);
    expect(episode).toMatchObject({ instruction: 'lift', length: 2 });
    expect(await episode.column('actions')).toEqual(Float32Array.of(0.5, 1, 2, 3));
    expect(await episode.column('is_first')).toEqual(Uint8Array.of(1, 0));
  });

  it('may have lists of a fixed length in each step, which tensorflow-datasets keeps flat under a name of their own', async () => {
    const folder = await emptyFolder();
    await writeRecords(folder, [
      {
        ...sound,
        'steps/box/ragged_flat_values': { field: 2, messages: [floats([1, 2, 3, 4, 5, 6])] },
        'steps/box/ragged_row_lengths_0': { field: 3, messages: [ints([3, 3])] },
        tags: { field: 3, messages: [ints([7, 8])] },
      },
    ]);
    const file = join(folder, 'features.json');
    const tree = JSON.parse(await readFile(file, 'utf8'));
    const { features } = tree.featuresDict;
    const scalar = (dtype: string) => ({ tensor: { shape: {}, dtype, encoding: 'none' } });
    features.steps.sequence.feature.featuresDict.features.box = {
      sequence: { feature: scalar('float32'), length: '3' },
    };
    features.tags = { sequence: { feature: scalar('int32'), length: '2' } };
    await writeFile(file, JSON.stringify(tree));
    const episode = await (await openDataset(folder)).open(0);
    expect(await episode.column('box')).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
    expect(await episode.column('tags')).toEqual(Int32Array.of(7, 8, 7, 8));
  });

  it('tells each instruction of an episode, and takes the first that says anything', async () => {
    const texts = ['', 'lift', 'lift', 'put it down'].map(text);
    const source = await handmade({
      'steps/is_first': { field: 3, messages: [ints([1, 0, 0, 0])] },
      'steps/action': { field: 2, messages: [floats([1, 2, 3, 4, 5, 6, 7, 8])] },
      'steps/language_instruction': { field: 1, messages: texts },
    });
    expect(source.omitted).toContain('instructions: 1 episode has several, the first is used');
    const episode = await source.open(0);
    expect(episode).toMatchObject({ instruction: 'lift', otherTasks: ['put it down'] });
    expect(await episode.frameRecords?.()).toEqual({
      numbers: null,
      seconds: null,
      instructions: [null, 'lift', 'lift', 'put it down'],
    });
    expect(await episode.column('language_instruction')).toEqual(['', 'lift', 'lift', 'put it down']);
  });

  it("takes a further wording, as DROID has them, where an episode's first is blank", async () => {
    const folder = await emptyFolder();
    const blank = ['', ' '].map(text);
    const wordings = (second: string, third: string): Lists => ({
      'steps/language_instruction_2': { field: 1, messages: [text(second), text(second)] },
      'steps/language_instruction_3': { field: 1, messages: [text(third), text(third)] },
    });
    await writeRecords(folder, [
      { ...sound, ...wordings('raise it', 'up') },
      {
        ...sound,
        ...wordings('raise it', 'up'),
        'steps/language_instruction': { field: 1, messages: blank },
      },
      { ...sound, ...wordings('', 'up'), 'steps/language_instruction': { field: 1, messages: blank } },
      { ...sound, ...wordings('', ''), 'steps/language_instruction': { field: 1, messages: blank } },
    ]);
    const file = join(folder, 'features.json');
    const tree = JSON.parse(await readFile(file, 'utf8'));
    const steps = tree.featuresDict.features.steps.sequence.feature.featuresDict.features;
    for (const end of ['_2', '_3']) steps[`language_instruction${end}`] = steps.language_instruction;
    await writeFile(file, JSON.stringify(tree));
    const source = await openDataset(folder);
    expect(source.episodes.map(({ instruction }) => instruction)).toEqual(['lift', 'raise it', 'up', '']);
    expect(source.omitted).toContain('instructions: 2 episodes have a blank one, a further wording is used');
    const second = await source.open(1);
    expect((await second.frameRecords?.())?.instructions).toEqual(['raise it', 'raise it']);
  });

  it.each<[string, Lists, string]>([
    ['fewer values than steps', { 'steps/action': { field: 2, messages: [floats([1])] } }, 'steps/action'],
    [
      'a list of another kind',
      { 'steps/action': { field: 3, messages: [ints([1, 2, 3, 4])] } },
      'steps/action',
    ],
    ['no list', { 'steps/action': { field: 2, messages: [] } }, 'steps/action'],
    [
      'a flag that is neither 0 nor 1',
      { 'steps/is_first': { field: 3, messages: [ints([1, 2])] } },
      'steps/is_first',
    ],
    [
      'a text that is not UTF-8',
      { 'steps/language_instruction': { field: 1, messages: [text('a'), bytes([0xff])] } },
      'steps/language_instruction',
    ],
    ['floats that are cut', { 'steps/action': { field: 2, messages: [bytes([1, 2, 3])] } }, 'steps/action'],
  ])('names record, byte and list of %s', async (_, lists, key) => {
    const source = handmade({ ...sound, ...lists });
    const reading = source.then(async (opened) => {
      const episode = await opened.open(0);
      for (const { name } of opened.features) await episode.column(name);
    });
    await expect(reading).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      at: expect.stringMatching(new RegExp(`record 0, byte 12, ${key}`)),
    });
  });

  it('says file, record and byte of a wrong checksum, a cut and a length that cannot be', async () => {
    const folder = await cups([2, 2]);
    const file = join(folder, shard);
    const whole = await readFile(file);
    const second = 12 + Number(whole.readBigUInt64LE(0)) + 4;
    const attempt = async (change: (bytes: Buffer) => Buffer) => {
      await writeFile(file, change(Buffer.from(whole)));
      return openDataset(folder).then(readAll);
    };
    const flip = (at: number) => (bytes: Buffer) => {
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      return bytes;
    };
    const at = (record: number, byte: number) => ({
      code: 'DATASET_CORRUPT',
      at: `${file}, record ${record}, byte ${byte}`,
    });
    await expect(attempt(flip(second))).rejects.toMatchObject(at(1, second));
    await expect(attempt(flip(second + 9))).rejects.toMatchObject(at(1, second));
    await expect(attempt(flip(whole.length - 1))).rejects.toMatchObject(at(1, second + 12));
    await expect(attempt((bytes) => bytes.subarray(0, -1))).rejects.toMatchObject(at(1, second));
    await expect(attempt((bytes) => bytes.subarray(0, second + 5))).rejects.toMatchObject(at(1, second));
    await expect(attempt((bytes) => bytes.subarray(0, second))).rejects.toThrow(/has 1 records, .* says 2/);
    await writeFile(file, whole);
    await appendFile(file, lengthBomb);
    await expect(openDataset(folder)).rejects.toMatchObject({
      ...at(2, whole.length),
      message: 'the record has 9223372036854775808 bytes, the file only 0 more',
    });
  });

  it('names the place in a description that is wrong', async () => {
    const folder = await cups([1]);
    const [info, features] = [join(folder, 'dataset_info.json'), join(folder, 'features.json')];
    const described = await readFile(info, 'utf8');
    for (const [file, text, error] of [
      [info, '{"name":', { code: 'DATASET_CORRUPT', at: info }],
      [
        info,
        '{"name": "a", "splits": [{"name": "b", "shardLengths": ["-1"]}]}',
        { at: expect.stringContaining('splits.0.shardLengths.0') },
      ],
      [info, described.replace('{DATASET}', '../{DATASET}'), { code: 'DATASET_CORRUPT' }],
      [
        info,
        described.replace('"tfrecord"', '"array_record"'),
        { code: 'DATASET_UNSUPPORTED', fix: expect.stringContaining('tfds build --file_format=tfrecord') },
      ],
      [info, described.replace('"name": "inspire"', '"name": "other"'), { code: 'DATASET_MISSING' }],
      [
        features,
        '{"featuresDict": {"features": {"image": {}}}}',
        { code: 'DATASET_UNSUPPORTED', at: features },
      ],
    ] as const) {
      const before = await readFile(file);
      await writeFile(file, text);
      await expect(openDataset(folder), text).rejects.toMatchObject(error);
      await writeFile(file, before);
    }
    await rename(info, `${info}.gone`);
    await expect(openDataset(folder)).rejects.toMatchObject({ code: 'DATASET_MISSING', at: info });
  });

  it('tells of names of classes, of which only the numbers are read', async () => {
    const folder = await cups([1]);
    for (const name of ['attributes-mode.labels.txt', '._attributes-mode.labels.txt'])
      await writeFile(join(folder, name), 'teleoperated\nscripted\n');
    expect((await openDataset(folder)).omitted).toEqual([
      'attributes-mode.labels.txt: names of classes are not read, their numbers are',
    ]);
  });

  it('refuses unsigned integers beyond 63 bits, which would become negative', async () => {
    const folder = await emptyFolder();
    const numbered = (values: readonly string[]) => {
      const list = new BinaryWriter();
      for (const value of values) list.tag(1, WireType.Varint).uint64(value);
      return { ...sound, 'steps/is_first': { field: 3, messages: [list.finish()] } };
    };
    await writeRecords(folder, [
      numbered(['1', '9223372036854775807']),
      numbered(['1', '9223372036854775813']),
    ]);
    const file = join(folder, 'features.json');
    const declared = await readFile(file, 'utf8');
    await writeFile(file, declared.replace('"dtype":"bool"', '"dtype":"uint64"'));
    const source = await openDataset(folder);
    expect(await (await source.open(0)).column('is_first')).toEqual(BigInt64Array.of(1n, 2n ** 63n - 1n));
    await expect((await source.open(1)).column('is_first')).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      message: expect.stringContaining('value 1 is 9223372036854775813, which no int64 is'),
    });
  });

  it('lists what is left out, with the reason, and reads picture sizes where they are not declared', async () => {
    const folder = await cups([2]);
    const file = join(folder, 'features.json');
    const tree = JSON.parse(await readFile(file, 'utf8'));
    const steps = tree.featuresDict.features.steps.sequence.feature.featuresDict.features;
    steps.observation.featuresDict.features.image.image.shape.dimensions = ['-1', '-1', '4'];
    steps.clip = { pythonClassName: 'x.Video', sequence: { feature: { text: {} }, length: '-1' } };
    steps.packed = { tensor: { shape: {}, dtype: 'float32', encoding: 'zlib' } };
    steps.ragged = { tensor: { shape: { dimensions: ['-1'] }, dtype: 'float32', encoding: 'none' } };
    await writeFile(file, JSON.stringify(tree));
    const source = await openDataset(folder);
    expect(source.omitted.map((line) => line.split(':')[0])).toEqual([
      'steps/observation/image',
      'steps/clip',
      'steps/packed',
      'steps/ragged',
    ]);
    expect(source.omitted[0]).toContain('alpha');
    expect(source.episodes[0]?.cameras).toEqual([{ name: 'image', width: 8, height: 6 }]);
    expect(await (await source.open(0)).column('state')).toEqual(cupEpisode(0, 2).columns.get('state'));
  });
});

const sound: Lists = {
  'steps/is_first': { field: 3, messages: [ints([1, 0])] },
  'steps/action': { field: 2, messages: [floats([1, 2, 3, 4])] },
  'steps/language_instruction': { field: 1, messages: [text('lift'), text('lift')] },
};

/** A record header that promises 2⁶³ bytes, its checksum being right. */
const lengthBomb = Buffer.from('0000000000000080950867b6', 'hex');

function ints(values: readonly number[]): Uint8Array {
  const list = new BinaryWriter();
  for (const value of values) list.tag(1, WireType.Varint).int64(value);
  return list.finish();
}

function text(value: string): Uint8Array {
  return bytes([...Buffer.from(value)]);
}

function bytes(values: readonly number[]): Uint8Array {
  return new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(Uint8Array.from(values)).finish();
}

function floatBytes(values: readonly number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}

it('splits are read one after another, and that they are one then is said', async () => {
  const [folder, other] = [await cups([3, 2]), await cups([1])];
  await copyFile(join(other, shard), join(folder, shard.replace('train', 'val')));
  const file = join(folder, 'dataset_info.json');
  const info = JSON.parse(await readFile(file, 'utf8'));
  const [train] = info.splits;
  const none = { ...train, name: 'test', shardLengths: [] };
  await writeFile(
    file,
    JSON.stringify({ ...info, splits: [train, none, { ...train, name: 'val', shardLengths: ['1'] }] }),
  );
  const source = await openDataset(folder);
  expect(source.episodes.map(({ length }) => length)).toEqual([3, 2, 1]);
  expect(source.omitted).toEqual(['splits: train 0:2, val 2:3 are read as one']);
  await source.close();
});
