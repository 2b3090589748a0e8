import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyDataset } from '../copy-dataset.js';
import type { EpisodeSource } from '../episode.js';
import { joinSources } from '../join-sources.js';
import { openDataset } from '../open-dataset.js';
import type { OutputFormat } from '../writing/create-writer.js';
import { convert } from './__fixtures__/convert.js';
import { writeExample } from './__fixtures__/example.js';

const planned = 'wipe the table';
/** Not in the order of their first episodes, and one that none has. */
const tasks = ['open the "drawer"', planned, "lift Anna's cup"];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tasks-'));
  await writeExample(folder, [3, 1], { tasks }, 'lerobot-v2.1');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function withSource<Result>(
  directory: string,
  use: (source: EpisodeSource) => Promise<Result>,
): Promise<Result> {
  const source = await openDataset(directory);
  try {
    return await use(source);
  } finally {
    await source.close();
  }
}

it('tasks keep their numbers from LeRobot to LeRobot, in the list and in the frames', async () => {
  const [newer, older] = [join(folder, 'newer'), join(folder, 'older')];
  await convert(folder, 'lerobot-v3.0', newer);
  await convert(newer, 'lerobot-v2.1', older);
  for (const directory of [folder, newer, older]) {
    await withSource(directory, async (source) => {
      expect(source.tasks).toEqual(tasks);
      for (const [index, { instruction }] of source.episodes.entries()) {
        const records = await (await source.open(index)).frameRecords?.();
        expect(new Set(records?.instructions)).toEqual(new Set([instruction]));
      }
    });
    const info = JSON.parse(await readFile(join(directory, 'meta/info.json'), 'utf8'));
    expect(info.total_tasks).toBe(3);
  }
});

it('a text that is listed twice keeps both numbers', async () => {
  const [twice, copy] = [join(folder, 'twice'), join(folder, 'copy')];
  const listed = [...tasks, planned];
  await writeExample(twice, [3, 1], { tasks: listed }, 'lerobot-v3.0');
  await convert(twice, 'lerobot-v2.1', copy);
  await withSource(copy, async (source) => expect(source.tasks).toEqual(listed));
});

it('tasks of several sources are listed once each', async () => {
  const joined = joinSources([await openDataset(folder), await openDataset(folder)]);
  expect(joined.tasks).toEqual(tasks);
  await joined.close();
});

it('a join that cannot keep the numbers of all its sources says which columns speak of them', async () => {
  const features = ['annotation.human.action', 'count'].map((name) => {
    return { name, type: 'int64', shape: [1], names: null } as const;
  });
  const source = await openDataset(folder);
  const join = (...lists: readonly (readonly string[])[]) =>
    joinSources(lists.map((list) => ({ ...source, features, tasks: list })));
  expect(join(tasks, tasks).omitted).toEqual([]);
  expect(join(tasks, [...tasks, 'sweep'])).toMatchObject({ tasks: [...tasks, 'sweep'], omitted: [] });
  expect(join(tasks, ['sweep', ...tasks])).toMatchObject({
    tasks: [...tasks, 'sweep'],
    omitted: [expect.stringMatching(/^annotation\.human\.action: numbers of tasks/)],
  });
  await source.close();
});

it.each<OutputFormat>(['rlds', 'jsonl', 'libero-hdf5'])(
  '%s has no place for them, and it is said',
  async (format) => {
    await withSource(folder, async (source) => {
      const directory = await mkdtemp(join(folder, 'copy-'));
      const { omitted, tasks } = await copyDataset(source, { format, directory });
      expect(omitted.at(-1)).toBe(
        `tasks: ${format} has no place for 1 that no episode has, such as "${planned}"`,
      );
      expect(tasks).toBe(2);
    });
  },
);
