import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EpisodeSource } from '../episode.js';
import { openDataset } from '../open-dataset.js';
import { type Lists, writeRecords } from './__fixtures__/write-records.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rlds-raw-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Two pictures of 2×3 pixels. */
const pictures = [0, 100].map((first) => Uint8Array.from({ length: 18 }, (_, index) => first + index * 9));

function values(each: (list: BinaryWriter) => void): Uint8Array {
  const list = new BinaryWriter();
  each(list);
  return list.finish();
}

function numbers(given: readonly number[]): Lists[string] {
  const add = (list: BinaryWriter) => {
    for (const value of given) list.tag(1, WireType.Varint).int64(value);
  };
  return { field: 3, messages: [values(add)] };
}

function files(given: readonly Uint8Array[]): Lists[string] {
  const add = (list: BinaryWriter) => {
    for (const bytes of given) list.tag(1, WireType.LengthDelimited).bytes(bytes);
  };
  return { field: 1, messages: [values(add)] };
}

/** A dataset of one record, in which `features.json` declares the list as a tensor of bytes. */
async function open(encoding: string, list: Lists[string], shape = ['3', '2', '3']): Promise<EpisodeSource> {
  const action = {
    field: 2,
    messages: [values((all) => all.tag(1, WireType.LengthDelimited).bytes(new Uint8Array(16)))],
  };
  const texts = files([0, 1].map(() => Buffer.from('lift')));
  await writeRecords(folder, [
    {
      ...{ 'steps/action': action, 'steps/is_first': numbers([1, 0]), 'steps/language_instruction': texts },
      'steps/observation/front': list,
    },
  ]);
  const file = join(folder, 'features.json');
  const tree = JSON.parse(await readFile(file, 'utf8'));
  tree.featuresDict.features.steps.sequence.feature.featuresDict.features.observation = {
    featuresDict: {
      features: { front: { tensor: { shape: { dimensions: shape }, dtype: 'uint8', encoding } } },
    },
  };
  await writeFile(file, JSON.stringify(tree));
  return openDataset(folder);
}

describe('a tensor of bytes in the shape of a picture', () => {
  it.each([
    ['none', numbers(pictures.flatMap((picture) => [...picture]))],
    ['bytes', files(pictures)],
    ['zlib', files(pictures.map((picture) => deflateSync(picture)))],
  ])('is a camera, by the encoding %s', async (encoding, list) => {
    const source = await open(encoding, list);
    expect(source.episodes[0]?.cameras).toEqual([{ name: 'front', width: 2, height: 3 }]);
    expect(source.features.map(({ name }) => name)).not.toContain('front');
    const read = await (await source.open(0)).pictures('front', 1, 2);
    expect(read).toEqual([{ encoding: 'rgb', width: 2, height: 3, bytes: pictures[1] }]);
  });

  it.each([
    ['none', numbers(Array(36).fill(256))],
    ['bytes', files(pictures.map((picture) => picture.subarray(1)))],
    ['zlib', files(pictures.map(() => deflateSync(new Uint8Array(19))))],
    ['zlib', files(pictures)],
  ])('is refused where it holds something else: %s', async (encoding, list) => {
    const episode = await (await open(encoding, list)).open(0);
    await expect(episode.pictures('front', 0, 2)).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      at: expect.stringContaining('steps/observation/front'),
    });
  });

  it('stays a feature with another number of channels', async () => {
    const source = await open('none', numbers(Array(12).fill(7)), ['3', '2', '1']);
    expect(source.features).toContainEqual({ name: 'front', type: 'int32', shape: [3, 2, 1], names: null });
  });
});
