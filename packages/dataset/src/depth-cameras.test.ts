import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyDataset } from './copy-dataset.js';
import type { EpisodeSource } from './episode.js';
import { joinSources } from './join-sources.js';
import { depthCamera, writeDepthDataset } from './lerobot/__fixtures__/depth-dataset.js';
import { openDataset } from './open-dataset.js';
import type { OutputFormat } from './writing/create-writer.js';

let folder = '';
const opened: EpisodeSource[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depth-'));
});
afterEach(async () => {
  for (const source of opened.splice(0)) await source.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(name: string): Promise<EpisodeSource> {
  const source = await openDataset(join(folder, name));
  opened.push(source);
  return source;
}

async function copyTo(source: EpisodeSource, format: OutputFormat): Promise<readonly string[]> {
  const directory = join(folder, format);
  await mkdir(directory);
  const { omitted } = await copyDataset(source, { format, directory });
  return omitted;
}

const bytesOf = async (file: string | undefined) => (await readFile(file ?? '')).toString('base64');

describe('the depth of a LeRobot dataset', () => {
  it.each([
    ['lerobot-v3.0', 'lerobot-v3.0'],
    ['lerobot-v2.1', 'lerobot-v2.1'],
  ] as const)('goes from %s to %s as it is, with its statistics', async (from, to) => {
    await writeDepthDataset(join(folder, 'source'), [5, 7], from);
    const source = await open('source');
    expect(source).toMatchObject({ cameras: [], omitted: [], depthCameras: [depthCamera] });
    expect(source.episodes.map(({ cameras }) => cameras)).toEqual([[], []]);
    expect(await copyTo(source, to)).toEqual([]);
    const copy = await open(to);
    expect(copy.depthCameras).toEqual(source.depthCameras);
    const info = JSON.parse(await readFile(join(folder, to, 'meta/info.json'), 'utf8'));
    expect(info.features.top_depth).toMatchObject({ dtype: 'video', shape: [16, 24, 1] });
    for (const index of [0, 1]) {
      const [one, other] = await Promise.all(
        [source, copy].map(async (each) => (await each.open(index)).video?.('top_depth')),
      );
      expect({ ...other, file: '' }).toEqual({ ...one, file: '' });
      expect(one?.statistics.get('mean')).toEqual([920]);
      expect(await bytesOf(other?.file)).toBe(await bytesOf(one?.file));
    }
  });

  it('is declared by a dataset without episodes, too', async () => {
    await writeDepthDataset(join(folder, 'source'), []);
    await writeDepthDataset(join(folder, 'other'), [5]);
    const [empty, other] = [await open('source'), await open('other')];
    expect(empty.depthCameras).toEqual(other.depthCameras);
    expect(joinSources([empty, other]).depthCameras).toEqual(other.depthCameras);
  });

  it('is among the files that are read', async () => {
    await writeDepthDataset(join(folder, 'source'), [5]);
    expect((await open('source')).files).toContainEqual(expect.stringMatching(/top_depth.*\.mp4$/));
  });

  it.each(['rlds', 'libero-hdf5', 'jsonl'] as const)(
    'has no place in %s, and that is said',
    async (format) => {
      await writeDepthDataset(join(folder, 'source'), [5]);
      expect(await copyTo(await open('source'), format)).toContain(
        `top_depth: ${format} has no place for depth`,
      );
    },
  );

  it('is left out, and that is said, where the source lacks statistics that the format wants', async () => {
    await writeDepthDataset(join(folder, 'source'), [5], 'lerobot-v2.1', 5);
    const wanted = 'q01, q10, q50, q90, q99';
    expect(await copyTo(await open('source'), 'lerobot-v3.0')).toEqual([
      `top_depth: lerobot-v3.0 wants its ${wanted}, which the source does not say of depth`,
    ]);
    expect((await open('lerobot-v3.0')).depthCameras).toBeUndefined();
  });

  it('is refused by a writer that is given it without statistics', async () => {
    await expect(writeDepthDataset(join(folder, 'source'), [5], 'lerobot-v3.0', 4)).rejects.toMatchObject({
      code: 'EPISODE_INVALID',
      at: expect.stringContaining('top_depth'),
    });
  });
});
