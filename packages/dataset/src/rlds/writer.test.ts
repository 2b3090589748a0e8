import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import type { Column, Feature } from '../episode.js';
import { openDataset } from '../open-dataset.js';
import { createWriter } from '../writing/create-writer.js';
import type { EpisodeInput } from '../writing/dataset-writer.js';
import { cupCameras, cupEpisode, cupFeatures, meanLevel, writeCups } from './__fixtures__/cup-dataset.js';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function written(...args: Parameters<typeof writeCups>): Promise<string> {
  const folder = await writeCups(...args);
  folders.push(folder);
  return folder;
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rlds-'));
  folders.push(folder);
  return folder;
}

/** Writes one episode and reads one of its columns. */
async function readBack(features: readonly Feature[], episode: EpisodeInput, name: string): Promise<Column> {
  const directory = await emptyFolder();
  const writer = await createWriter('rlds', { directory, fps: 5, robotType: null, features, cameras: [] });
  await writer.writeEpisode(episode);
  await writer.finish();
  await writer.close();
  return (await (await openDataset(directory)).open(0)).column(name);
}

const bare = (columns: Record<string, Column>): EpisodeInput => ({
  instruction: 'lift the cup',
  length: 3,
  columns: new Map(Object.entries(columns)),
  pictures: async () => [],
});

describe('the RLDS writer', () => {
  it('refuses a number that would become infinite, and rounds the others', async () => {
    const features = [{ name: 'force', type: 'float64', shape: [1], names: null }] as const;
    const episode = (value: number) => bare({ force: Float64Array.of(0.1, Number.NaN, value) });
    expect(await readBack(features, episode(-3e38), 'force')).toEqual(
      Float32Array.of(0.1, Number.NaN, -3e38),
    );
    await expect(readBack(features, episode(2.6e299), 'force')).rejects.toMatchObject({
      code: 'EPISODE_INVALID',
      at: 'episode 0, force',
    });
  });

  it('writes what the reader reads: every value, name, text and picture', async () => {
    const source = await openDataset(await written([3, 1, 5]));
    expect(source).toMatchObject({ format: 'rlds', fps: 15, robotType: 'panda', omitted: [] });
    expect(source.features).toEqual(expect.arrayContaining([...cupFeatures]));
    expect(source.episodes.map(({ length }) => length)).toEqual([3, 1, 5]);
    expect(source.episodes.map(({ cameras }) => cameras)).toEqual(Array(3).fill(cupCameras));
    for (const [index, { instruction, length }] of source.episodes.entries()) {
      const expected = cupEpisode(index, length);
      expect(instruction).toBe(expected.instruction);
      const episode = await source.open(index);
      for (const [name, column] of expected.columns) expect(await episode.column(name), name).toEqual(column);
      const pictures = await episode.pictures('image', 0, length);
      expect(pictures.map(({ encoding }) => encoding)).toEqual(Array(length).fill('jpeg'));
      for (const [frame, { bytes }] of pictures.entries()) {
        expect(Math.abs((await meanLevel(bytes)) - (index * 40 + frame * 10))).toBeLessThan(2);
      }
    }
    await source.close();
  });

  it("fills in what the authors' schema has beside it", async () => {
    const episode = await (await openDataset(await written([3]))).open(0);
    const schema = {
      is_first: [1, 0, 0],
      is_last: [0, 0, 1],
      is_terminal: [0, 0, 1],
      'next.reward': [0, 0, 1],
      discount: [1, 1, 1],
      language_instruction: Array(3).fill('lift the cup 0'),
      'episode_metadata.file_path': Array(3).fill('episode_0'),
    };
    for (const [name, values] of Object.entries(schema)) {
      expect(Array.from<unknown>(await episode.column(name)), name).toEqual(values);
    }
  });

  it('takes the end from next.done, and whatever else of the schema the source has', async () => {
    const done: Feature = { name: 'next.done', type: 'bool', shape: [1], names: null };
    const failed = bare({ 'next.done': Uint8Array.of(0, 0, 0) });
    expect(await readBack([done], failed, 'is_terminal')).toEqual(Uint8Array.of(0, 0, 0));
    const reward: Feature = { name: 'next.reward', type: 'float32', shape: [1], names: null };
    const rewarded = bare({ 'next.reward': Float32Array.of(0, 0.5, 0.25) });
    expect(await readBack([reward], rewarded, 'next.reward')).toEqual(Float32Array.of(0, 0.5, 0.25));
    const path: Feature = { name: 'episode_metadata.file_path', type: 'string', shape: [1], names: null };
    const named = bare({ 'episode_metadata.file_path': ['a.hdf5', 'a.hdf5', 'a.hdf5'] });
    expect(await readBack([path], named, path.name)).toEqual(['a.hdf5', 'a.hdf5', 'a.hdf5']);
  });

  it("knows LeRobot's names, and declares doubles as what records hold", async () => {
    const state: Feature = { name: 'observation.state', type: 'float64', shape: [1], names: null };
    const read = await readBack([state], bare({ 'observation.state': Float64Array.of(0.1, 2, 3) }), 'state');
    expect(read).toEqual(Float32Array.of(0.1, 2, 3));
  });

  it('gives the same bytes for the same episodes', async () => {
    const [one, other] = [await written([3, 2]), await written([3, 2])];
    const names = (await readdir(one)).sort();
    expect(names).toEqual(['dataset_info.json', 'features.json', 'inspire-train.tfrecord-00000-of-00001']);
    for (const name of names) {
      expect((await readFile(join(one, name))).equals(await readFile(join(other, name))), name).toBe(true);
    }
  });

  it('keeps JPEG files, and encodes what is no JPEG of three channels', async () => {
    const grey = sharp({ create: { width: 8, height: 6, channels: 3, background: '#777777' } });
    const jpeg = await grey.clone().jpeg({ quality: 50 }).toBuffer();
    const files = [
      jpeg,
      await grey.clone().ensureAlpha().png().toBuffer(),
      await grey.clone().toColourspace('b-w').jpeg().toBuffer(),
    ];
    const directory = await emptyFolder();
    const options = { directory, fps: 5, robotType: null, features: [], cameras: cupCameras };
    const writer = await createWriter('rlds', options);
    await writer.writeEpisode({
      ...bare({}),
      pictures: async () =>
        files.map((bytes, index) => ({ encoding: index === 1 ? 'png' : 'jpeg', width: 8, height: 6, bytes })),
    });
    await writer.finish();
    await writer.close();
    const read = await (await (await openDataset(directory)).open(0)).pictures('image', 0, 3);
    expect(Buffer.from(read[0]?.bytes ?? []).equals(jpeg)).toBe(true);
    for (const { bytes } of read) {
      expect(await sharp(bytes).metadata()).toMatchObject({
        format: 'jpeg',
        channels: 3,
        width: 8,
        height: 6,
      });
      expect(Math.abs((await meanLevel(bytes)) - 0x77)).toBeLessThan(2);
    }
  });

  it('refuses damaged pictures and pictures of another size, and goes on with the next episode', async () => {
    const directory = await emptyFolder();
    const options = { directory, fps: 5, robotType: null, features: [], cameras: cupCameras };
    const writer = await createWriter('rlds', options);
    const small = await sharp({ create: { width: 2, height: 2, channels: 3, background: '#000' } })
      .jpeg()
      .toBuffer();
    for (const bytes of [small, Uint8Array.of(1, 2, 3)]) {
      const pictures: EpisodeInput['pictures'] = async () =>
        Array(3).fill({ encoding: 'jpeg', width: 8, height: 6, bytes });
      await expect(writer.writeEpisode({ ...bare({}), pictures })).rejects.toMatchObject({
        code: 'EPISODE_INVALID',
        at: expect.stringContaining('image, frame 0'),
      });
    }
    await writer.writeEpisode({ ...cupEpisode(0, 2), columns: new Map() });
    expect(await writer.finish()).toEqual({ episodes: 1, frames: 2, tasks: 1 });
    await writer.close();
    expect((await openDataset(directory)).episodes).toHaveLength(1);
  });

  it.each([
    ['two features of one place', [feature('action'), feature('actions')]],
    ['a slash in a name', [feature('a/b')]],
    ['dialogue', [{ ...feature('language_events'), type: 'language' as const }]],
    ['a shape without values', [{ ...feature('state'), shape: [0] }]],
  ])('refuses %s', async (_, features) => {
    const options = { directory: await emptyFolder(), fps: 5, robotType: null, features, cameras: [] };
    await expect(createWriter('rlds', options)).rejects.toMatchObject({ code: 'FEATURE_INVALID' });
  });
});

function feature(name: string): Feature {
  return { name, type: 'float32', shape: [1], names: null };
}
