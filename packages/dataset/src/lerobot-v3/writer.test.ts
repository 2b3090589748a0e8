import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Column, Picture } from '../episode.js';
import {
  exampleCameras,
  exampleEpisode,
  exampleFeatures,
  examplePixels,
  writeExample,
} from '../lerobot/__fixtures__/example.js';
import type { DatasetWriter, EpisodeInput, WriterOptions } from '../writing/dataset-writer.js';
import { createPictureCodec } from '../writing/picture-codec.js';
import { openLeRobotV3 } from './open.js';
import { createLeRobotV3Writer } from './writer.js';

const codec = createPictureCodec();
let folder = '';
const writers: DatasetWriter[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lerobot-'));
});
afterEach(async () => {
  for (const writer of writers.splice(0)) await writer.close();
  await rm(folder, { recursive: true, force: true });
});

async function createWriter(options: Partial<WriterOptions> = {}): Promise<DatasetWriter> {
  const writer = await createLeRobotV3Writer({
    directory: folder,
    fps: 20,
    robotType: null,
    features: exampleFeatures,
    cameras: exampleCameras,
    ...options,
  });
  writers.push(writer);
  return writer;
}

async function filesOf(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
}

async function digestOf(directory: string): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await filesOf(directory)) {
    hash.update(path).update(await readFile(join(directory, path)));
  }
  return hash.digest('hex');
}

describe('the files', () => {
  it('are those of LeRobot v3.0, a new one where the limit is reached', async () => {
    const totals = await writeExample(folder, [30, 1, 40], { dataFileSizeInMegabytes: 0.016 });
    expect(totals).toEqual({ episodes: 3, frames: 71, tasks: 2 });
    expect(await filesOf(folder)).toEqual([
      'data/chunk-000/file-000.parquet',
      'data/chunk-000/file-001.parquet',
      'meta/episodes/chunk-000/file-000.parquet',
      'meta/info.json',
      'meta/stats.json',
      'meta/tasks.parquet',
    ]);
    const info: unknown = JSON.parse(await readFile(join(folder, 'meta/info.json'), 'utf8'));
    expect(info).toMatchObject({
      codebase_version: 'v3.0',
      fps: 20,
      total_episodes: 3,
      total_frames: 71,
      total_tasks: 2,
      splits: { train: '0:3' },
      features: {
        image: { dtype: 'image', shape: [4, 6, 3], names: ['height', 'width', 'channel'] },
        relation: { dtype: 'float32', shape: [2, 3], names: null },
        timestamp: { dtype: 'float32', shape: [1], names: null },
      },
    });
    const statistics: unknown = JSON.parse(await readFile(join(folder, 'meta/stats.json'), 'utf8'));
    expect(statistics).toMatchObject({ index: { min: [0], max: [70], mean: [35], count: [71] } });
  });

  it('have the same bytes for the same episodes', async () => {
    const digests: string[] = [];
    for (const name of ['first', 'second']) {
      const directory = join(folder, name);
      await writeExample(directory, [30, 70, 3], { dataFileSizeInMegabytes: 0.02 });
      digests.push(await digestOf(directory));
    }
    expect(digests[0]).toBe(digests[1]);
  });

  it('have no info where nothing was finished', async () => {
    const writer = await createWriter();
    await writer.writeEpisode(exampleEpisode(0, 2));
    await writer.close();
    expect(await filesOf(folder)).toEqual([]);
  });

  it('make a dataset even without an episode', async () => {
    expect(await writeExample(folder, [])).toEqual({ episodes: 0, frames: 0, tasks: 0 });
    const source = await openLeRobotV3(folder);
    expect(source.episodes).toEqual([]);
    await source.close();
  });
});

describe('a declaration that LeRobot cannot hold is refused', () => {
  const state = { name: 'state', type: 'float32', shape: [1], names: null } as const;
  it.each<[string, Partial<WriterOptions>, string]>([
    ['a fractional frame rate', { fps: 12.5 }, 'fps'],
    [
      'several texts per frame, of which lerobot would make a tensor',
      { features: [{ name: 'words', type: 'string', shape: [2], names: null }] },
      'words',
    ],
    ['no size', { dataFileSizeInMegabytes: 0 }, 'dataFileSizeInMegabytes'],
    ['a slash in a name', { features: [{ ...state, name: 'a/b' }] }, 'a/b'],
    ['two names that differ in case only', { features: [state, { ...state, name: 'State' }] }, 'State'],
    [
      "a camera named like one of LeRobot's columns",
      { cameras: [{ name: 'index', width: 1, height: 1 }] },
      'index',
    ],
    [
      'numbers that lerobot would take for pictures',
      { features: [{ ...state, name: 'image_time' }] },
      'image_time',
    ],
    ['a shape with an empty axis', { features: [{ ...state, shape: [2, 0] }] }, 'state'],
    ['a camera without pixels', { cameras: [{ name: 'eye', width: 0, height: 1 }] }, 'eye'],
  ])('%s', async (_, options, at) => {
    await expect(createWriter(options)).rejects.toMatchObject({ code: 'FEATURE_INVALID', at });
  });
});

describe('an episode that is not as declared is refused', () => {
  const episode = exampleEpisode(0, 2);
  const [first] = exampleCameras;
  function withColumn(name: string, column: Column): EpisodeInput {
    return { ...episode, columns: new Map([...episode.columns, [name, column]]) };
  }
  function withPictures(...pictures: readonly Picture[]): EpisodeInput {
    return { ...episode, pictures: async () => pictures };
  }
  const raw = { encoding: 'rgb', width: 6, height: 4, bytes: new Uint8Array(72) } as const;
  it.each<[string, EpisodeInput, string]>([
    ['no frames', { ...episode, length: 0 }, 'length'],
    ['a missing column', { ...episode, columns: new Map() }, 'state'],
    ['a foreign column', withColumn('other', new Float32Array(2)), 'other'],
    ['a column of another length', withColumn('state', new Float32Array(5)), 'state'],
    ['numbers for texts', withColumn("it's text", new Float32Array(2)), "it's text"],
    ['texts for numbers', withColumn('torque', ['1', '2']), 'torque'],
    ['fractions for integers', withColumn('count', Float64Array.of(1, 1.5)), 'count'],
    ['integers too wide', withColumn('tokens', new Float64Array(8).fill(2 ** 31)), 'tokens'],
    ['a 2 for a boolean', withColumn('mask', Uint8Array.of(0, 1, 2, 0)), 'mask'],
    ['too few pictures', withPictures(raw), 'image'],
    ['a picture of another size', withPictures(raw, { ...raw, width: 4, height: 6 }), 'image, frame 1'],
    [
      'a picture with too few bytes',
      withPictures({ ...raw, bytes: new Uint8Array(3) }, raw),
      'image, frame 0',
    ],
    ['a damaged file', withPictures(raw, { ...raw, encoding: 'jpeg' }), 'image, frame 1'],
  ])('%s', async (_, given, at) => {
    const writer = await createWriter();
    await expect(writer.writeEpisode(given)).rejects.toMatchObject({
      code: 'EPISODE_INVALID',
      at: `episode 0, ${at}`,
    });
  });

  it('a file of another size than is said', async () => {
    const bytes = await sharp(new Uint8Array(75), { raw: { width: 5, height: 5, channels: 3 } })
      .png()
      .toBuffer();
    const writer = await createWriter();
    await expect(
      writer.writeEpisode(withPictures(raw, { ...raw, encoding: 'png', bytes })),
    ).rejects.toMatchObject({ code: 'EPISODE_INVALID', at: `episode 0, ${first?.name}, frame 1` });
  });

  it('and leaves no trace: the next ones are written as if it had not been', async () => {
    const writer = await createWriter();
    await writer.writeEpisode(exampleEpisode(0, 2));
    await expect(
      writer.writeEpisode({ ...episode, instruction: 'never written', columns: new Map() }),
    ).rejects.toMatchObject({ code: 'EPISODE_INVALID', at: 'episode 1, state' });
    await writer.writeEpisode(exampleEpisode(1, 3));
    expect(await writer.finish()).toEqual({ episodes: 2, frames: 5, tasks: 2 });
  });
});

describe('the writer', () => {
  it('takes several calls at once, in their order', async () => {
    const writer = await createWriter();
    const lengths = [5, 1, 4];
    await Promise.all(lengths.map((length, number) => writer.writeEpisode(exampleEpisode(number, length))));
    await writer.finish();
    const source = await openLeRobotV3(folder);
    expect(source.episodes.map(({ length }) => length)).toEqual(lengths);
    await source.close();
  });

  it('takes integers of 64 bits as numbers too', async () => {
    const features = [{ name: 'count', type: 'int64', shape: [1], names: null }] as const;
    const writer = await createWriter({ features, cameras: [] });
    const columns = new Map([['count', Float64Array.of(2 ** 52, -3)]]);
    await writer.writeEpisode({ ...exampleEpisode(0, 2), columns });
    await writer.finish();
    const source = await openLeRobotV3(folder);
    expect(await (await source.open(0)).column('count')).toEqual(BigInt64Array.of(2n ** 52n, -3n));
    await source.close();
  });

  it('keeps picture files as they are, unless they are not RGB, or neither PNG nor JPEG', async () => {
    const [camera] = exampleCameras;
    const { width = 0, height = 0 } = camera ?? {};
    const size = { width, height };
    const pixels = camera === undefined ? new Uint8Array() : examplePixels(camera, 0);
    const image = sharp(pixels, { raw: { ...size, channels: 3 } });
    const png = {
      encoding: 'png',
      ...size,
      bytes: await image.clone().png({ compressionLevel: 9 }).toBuffer(),
    } as const;
    const jpeg = { encoding: 'jpeg', ...size, bytes: await image.clone().jpeg().toBuffer() } as const;
    const grey = {
      encoding: 'png',
      ...size,
      bytes: await image.clone().greyscale().png().toBuffer(),
    } as const;
    const webp = {
      encoding: 'jpeg',
      ...size,
      bytes: await image.clone().webp({ lossless: true }).toBuffer(),
    } as const;
    const given = [png, jpeg, grey, webp];
    const writer = await createWriter({ features: [], cameras: [{ name: 'image', ...size }] });
    const episode = { instruction: 'look', length: 4, columns: new Map() };
    await writer.writeEpisode({ ...episode, pictures: async (_, start, end) => given.slice(start, end) });
    await writer.finish();
    const source = await openLeRobotV3(folder);
    const pictures = await (await source.open(0)).pictures('image', 0, 4);
    expect(pictures.map(({ encoding }) => encoding)).toEqual(['png', 'jpeg', 'png', 'png']);
    expect(pictures[0]?.bytes).toEqual(png.bytes);
    expect(pictures[1]?.bytes).toEqual(jpeg.bytes);
    expect((await sharp(pictures[2]?.bytes).metadata()).channels).toBe(3);
    const levels = await codec.decode(pictures[2] ?? grey);
    expect(levels[0]).toBe(levels[1]);
    await source.close();
  });

  it('is over after finish', async () => {
    const writer = await createWriter();
    await writer.finish();
    await expect(writer.writeEpisode(exampleEpisode(0, 1))).rejects.toMatchObject({ code: 'WRITER_CLOSED' });
    await expect(writer.finish()).rejects.toMatchObject({ code: 'WRITER_CLOSED' });
  });

  it('can be closed twice, and then writes no more', async () => {
    const writer = await createWriter();
    await writer.close();
    await writer.close();
    await expect(writer.writeEpisode(exampleEpisode(0, 1))).rejects.toMatchObject({ code: 'WRITER_CLOSED' });
  });

  it('says where it cannot write, and is over then', async () => {
    const writer = await createWriter();
    await writer.writeEpisode(exampleEpisode(0, 1));
    await writeFile(join(folder, 'data'), 'a file where a folder must be');
    await expect(writer.finish()).rejects.toMatchObject({
      code: 'OUTPUT_NOT_WRITABLE',
      at: expect.stringContaining(folder),
    });
    await expect(writer.writeEpisode(exampleEpisode(1, 1))).rejects.toMatchObject({ code: 'WRITER_CLOSED' });
  });

  // Linux has a device that is always full.
  it.skipIf(!existsSync('/dev/full'))('says that the disk is full', async () => {
    const writer = await createWriter();
    await writer.writeEpisode(exampleEpisode(0, 1));
    await mkdir(join(folder, 'meta'));
    await symlink('/dev/full', join(folder, 'meta/stats.json'));
    await expect(writer.finish()).rejects.toMatchObject({
      code: 'OUTPUT_DISK_FULL',
      at: join(folder, 'meta/stats.json'),
    });
  });
});
