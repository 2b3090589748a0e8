import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quoted } from '../duckdb/quote.js';
import { exampleEpisode, exampleFeatures, writeExample } from '../lerobot/__fixtures__/example.js';
import { openParquetDatabase } from '../parquet.js';
import type { WriterOptions } from '../writing/dataset-writer.js';
import { createLeRobotV2Writer } from './writer.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "it's [1]* le-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function write(lengths: readonly number[], directory = folder, options: Partial<WriterOptions> = {}) {
  return writeExample(directory, lengths, options, 'lerobot-v2.1');
}

async function filesOf(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
}

async function linesOf(path: string): Promise<readonly string[]> {
  return (await readFile(join(folder, path), 'utf8')).split('\n').slice(0, -1);
}

describe('the files', () => {
  it('are those of LeRobot v2.1, one of frames per episode', async () => {
    expect(await write([3, 1, 2])).toEqual({ episodes: 3, frames: 6, tasks: 2 });
    expect(await filesOf(folder)).toEqual([
      'data/chunk-000/episode_000000.parquet',
      'data/chunk-000/episode_000001.parquet',
      'data/chunk-000/episode_000002.parquet',
      'meta/episodes.jsonl',
      'meta/episodes_stats.jsonl',
      'meta/info.json',
      'meta/tasks.jsonl',
    ]);
    expect(JSON.parse(await readFile(join(folder, 'meta/info.json'), 'utf8'))).toMatchObject({
      codebase_version: 'v2.1',
      total_episodes: 3,
      total_frames: 6,
      total_tasks: 2,
      total_videos: 0,
      total_chunks: 1,
      chunks_size: 1000,
      splits: { train: '0:3' },
      video_path: null,
      features: {
        image: { dtype: 'image', shape: [4, 6, 3], names: ['height', 'width', 'channel'] },
        index: { dtype: 'int64', shape: [1], names: null },
      },
    });
    expect(await linesOf('meta/tasks.jsonl')).toEqual([
      `{"task_index": 0, "task": "lift Anna's cup"}`,
      '{"task_index": 1, "task": "open the \\"drawer\\""}',
    ]);
    expect(await linesOf('meta/episodes.jsonl')).toEqual([
      `{"episode_index": 0, "tasks": ["lift Anna's cup"], "length": 3}`,
      '{"episode_index": 1, "tasks": ["open the \\"drawer\\""], "length": 1}',
      `{"episode_index": 2, "tasks": ["lift Anna's cup"], "length": 2}`,
    ]);
  });

  it('keep the type of every number of the statistics', async () => {
    await write([4]);
    const [line = ''] = await linesOf('meta/episodes_stats.jsonl');
    expect(line).toContain(
      '"frame_index": {"min": [0], "max": [3], "mean": [1.5], "std": [1.118033988749895], "count": [4]}',
    );
    expect(line).toContain(
      '"mask": {"min": [false, true], "max": [false, true], "mean": [0.0, 1.0], "std": [0.0, 0.0], "count": [4]}',
    );
    expect(line).toMatch(/"image": \{"min": \[\[\[[\d.]+\]\], \[\[[\d.]+\]\], \[\[[\d.]+\]\]\]/);
    const { stats } = JSON.parse(line) as { readonly stats: Record<string, unknown> };
    expect(stats['relation']).toMatchObject({ min: [expect.any(Array), expect.any(Array)], count: [4] });
    expect(stats["it's text"]).toBeUndefined();
    expect(line).not.toContain('q50');
  });

  it('say their column types in the footer, pictures among them', async () => {
    await write([2]);
    const database = await openParquetDatabase();
    const file = quoted(join(folder, 'data/chunk-000/episode_000000.parquet'));
    const [values = []] = await database.query(
      `SELECT decode(value) FROM parquet_kv_metadata(${file}) WHERE decode(key) = 'huggingface'`,
      file,
    );
    database.close();
    expect(JSON.parse(String(values[0]))).toMatchObject({
      info: {
        features: {
          image: { _type: 'Image' },
          state: { feature: { dtype: 'float32', _type: 'Value' }, length: 3, _type: 'Sequence' },
          relation: { shape: [2, 3], dtype: 'float32', _type: 'Array2D' },
          index: { dtype: 'int64', _type: 'Value' },
        },
      },
    });
  });

  it('have the same bytes for the same episodes', async () => {
    const contents: (readonly Buffer[])[] = [];
    for (const name of ['first', 'second']) {
      const directory = join(folder, name);
      await write([30, 7], directory);
      const files = await filesOf(directory);
      contents.push(await Promise.all(files.map((path) => readFile(join(directory, path)))));
    }
    expect(contents[0]).toEqual(contents[1]);
  });

  it('are all there even without an episode', async () => {
    expect(await write([])).toEqual({ episodes: 0, frames: 0, tasks: 0 });
    expect(await filesOf(folder)).toHaveLength(4);
  });
});

describe('the writer', () => {
  const options = { fps: 20, robotType: null, features: exampleFeatures, cameras: [] };

  it('refuses an episode that is not as declared, and leaves no trace of it', async () => {
    const writer = await createLeRobotV2Writer({ ...options, directory: folder });
    await writer.writeEpisode(exampleEpisode(0, 2));
    await expect(
      writer.writeEpisode({ ...exampleEpisode(0, 2), instruction: 'never', columns: new Map() }),
    ).rejects.toMatchObject({ code: 'EPISODE_INVALID', at: 'episode 1, state' });
    await writer.writeEpisode(exampleEpisode(1, 3));
    expect(await writer.finish()).toEqual({ episodes: 2, frames: 5, tasks: 2 });
    await writer.close();
    expect(await linesOf('meta/episodes_stats.jsonl')).toHaveLength(2);
  });

  it('says where it cannot write', async () => {
    const writer = await createLeRobotV2Writer({ ...options, directory: folder });
    await writer.writeEpisode(exampleEpisode(0, 1));
    await rm(join(folder, 'data'), { recursive: true });
    await writeFile(join(folder, 'data'), 'a file where a folder must be');
    await expect(writer.writeEpisode(exampleEpisode(1, 1))).rejects.toMatchObject({
      code: 'OUTPUT_NOT_WRITABLE',
      at: expect.stringContaining('episode_000001.parquet'),
    });
    await writer.close();
  });
});
