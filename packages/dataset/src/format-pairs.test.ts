import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyDataset } from './copy-dataset.js';
import type { Column, EpisodeSource, Feature, Picture } from './episode.js';
import { writeExample } from './lerobot/__fixtures__/example.js';
import { openDataset } from './open-dataset.js';
import { writeRecording } from './real-json/__fixtures__/write-episode.js';
import { canHold, createWriter, type OutputFormat, outputFormats } from './writing/create-writer.js';
import { createPictureCodec } from './writing/picture-codec.js';

const pairs = outputFormats.flatMap((from) => outputFormats.map((to) => [from, to] as const));
const codec = createPictureCodec();
/** Episodes of two tasks in turn, so that formats with a file per task must keep the order. */
const lengths = [3, 2, 1, 4];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pairs-'));
  for (const format of outputFormats) await writeExample(await make(format), lengths, {}, format);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function make(name: string): Promise<string> {
  const directory = join(folder, name);
  await mkdir(directory, { recursive: true });
  return directory;
}

/** What is read of a dataset, with raw pictures. */
async function readAll(source: EpisodeSource) {
  const episodes = [];
  for (const [index, summary] of source.episodes.entries()) {
    const episode = await source.open(index);
    const columns = new Map<string, Column>();
    for (const { name } of source.features) columns.set(name, await episode.column(name));
    const pixels = new Map<string, readonly Picture[]>();
    for (const { name } of summary.cameras) {
      const pictures = await episode.pictures(name, 0, summary.length);
      pixels.set(name, pictures);
    }
    const { instruction, length, cameras } = summary;
    episodes.push({ instruction, length, cameras, columns, pixels });
  }
  return { fps: source.fps, robotType: source.robotType, features: source.features, episodes };
}

/** Records have no doubles; everything else keeps its type. */
function expectedColumn(to: OutputFormat, { type }: Feature, column: Column | undefined): Column | undefined {
  return to === 'rlds' && type === 'float64' ? Float32Array.from(column as Float64Array) : column;
}

/** Pixels as the format keeps them: RLDS encodes as JPEG what is none, all others keep every pixel. */
async function expectedPixels(to: OutputFormat, picture: Picture | undefined): Promise<Uint8Array> {
  if (picture === undefined) return new Uint8Array();
  const pixels = await codec.decode(picture);
  if (to !== 'rlds' || picture.encoding === 'jpeg') return new Uint8Array(pixels);
  const { width, height } = picture;
  const image = sharp(pixels, { raw: { width, height, channels: 3 } });
  const bytes = await image.jpeg({ quality: 95, chromaSubsampling: '4:2:0' }).toBuffer();
  return new Uint8Array(await codec.decode({ ...picture, encoding: 'jpeg', bytes }));
}

type Read = Awaited<ReturnType<typeof readAll>>;

/** Whether all that the format can hold of one dataset is in the other. */
async function expectEqual(to: OutputFormat, before: Read, after: Read): Promise<void> {
  expect(after).toMatchObject({ fps: before.fps, robotType: before.robotType });
  expect(after.episodes.map(({ instruction }) => instruction)).toEqual(
    before.episodes.map(({ instruction }) => instruction),
  );
  for (const [index, { cameras, columns, pixels }] of before.episodes.entries()) {
    const other = after.episodes[index];
    const byName = (one: { name: string }, two: { name: string }) => (one.name < two.name ? -1 : 1);
    expect([...(other?.cameras ?? [])].sort(byName)).toEqual([...cameras].sort(byName));
    for (const feature of before.features) {
      expect(canHold(to, feature), feature.name).toBe(true);
      const expected = expectedColumn(to, feature, columns.get(feature.name));
      expect(other?.columns.get(feature.name), `episode ${index}, ${feature.name}`).toEqual(expected);
    }
    for (const [name, pictures] of pixels) {
      const found = other?.pixels.get(name) ?? [];
      expect(found.length).toBe(pictures.length);
      for (const [frame, picture] of pictures.entries()) {
        const pixels = new Uint8Array(await codec.decode(found[frame] ?? picture));
        expect(pixels, `${name}, frame ${frame}`).toEqual(await expectedPixels(to, picture));
      }
    }
  }
}

describe('a dataset copied from one format to another', () => {
  it.each(pairs)('keeps tasks, order, numbers, texts and pictures: %s to %s, and back', async (from, to) => {
    const [source, there, back] = [
      join(folder, from),
      await make(`${from}-${to}`),
      await make(`${from}-${to}-back`),
    ];
    const open = await openDataset(source);
    const before = await readAll(open);
    expect(before.episodes.map(({ length }) => length)).toEqual(lengths);
    expect(before.episodes.map(({ cameras }) => cameras.length)).toEqual([2, 2, 2, 2]);
    const copied = await copyDataset(open, { format: to, directory: there });
    expect(copied).toMatchObject({ episodes: 4, frames: 10, tasks: 2 });
    const copy = await openDataset(there);
    expect(copy.format).toBe(to);
    const after = await readAll(copy);
    await expectEqual(to, before, after);
    await copyDataset(copy, { format: from, directory: back });
    await expectEqual(from, after, await readAll(await openDataset(back)));
    await Promise.all([open.close(), copy.close()]);
  });

  it('says what it leaves out: dialogue, which only LeRobot v3.0 and JSON Lines hold', async () => {
    const events: Feature = { name: 'language_events', type: 'language', shape: [1], names: null };
    const directory = await make('dialogue');
    const options = { directory, fps: 5, robotType: null, features: [events], cameras: [] };
    const writer = await createWriter('lerobot-v3.0', options);
    const row = { role: 'user', content: 'Where?', style: 'vqa', camera: 'image', toolCalls: null } as const;
    const columns = new Map([['language_events', [[row], []]]]);
    await writer.writeEpisode({ instruction: 'lift it', length: 2, columns, pictures: async () => [] });
    await writer.finish();
    await writer.close();
    const source = await openDataset(directory);
    for (const format of outputFormats) {
      const copied = await copyDataset(source, { format, directory: await make(`dialogue-${format}`) });
      const copy = await openDataset(join(folder, `dialogue-${format}`));
      const isKept = format === 'lerobot-v3.0' || format === 'jsonl';
      expect(copied.omitted).toEqual(isKept ? [] : [`language_events: ${format} has no place for it`]);
      expect(copy.features.some(({ name }) => name === 'language_events')).toBe(isKept);
      if (isKept) expect(await (await copy.open(0)).column('language_events')).toEqual([[row], []]);
      await copy.close();
    }
    await source.close();
  });

  it('refuses cameras that differ between episodes, and names the episode', async () => {
    await writeRecording(join(folder, 'robot'), [4, 5]);
    const source = await openDataset(join(folder, 'robot'));
    await expect(
      copyDataset(source, { format: 'rlds', directory: await make('robot-rlds') }),
    ).rejects.toMatchObject({
      code: 'CAMERA_SIZES',
      message: expect.stringContaining('image 4×4'),
      at: source.episodes[1]?.id,
    });
  });
});
