import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyDataset } from '../copy-dataset.js';
import { joinSources } from '../join-sources.js';
import { openDataset } from '../open-dataset.js';
import type { OutputFormat } from '../writing/create-writer.js';
import { convert } from './__fixtures__/convert.js';
import { writeExample } from './__fixtures__/example.js';

const known = ["lift Anna's cup", 'open the "drawer"'];
const planned = 'wipe the table';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tasks-'));
  await writeExample(folder, [3, 1], {}, 'lerobot-v2.1');
  await appendFile(join(folder, 'meta/tasks.jsonl'), `{"task_index": 2, "task": "${planned}"}\n`);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function tasksOf(directory: string): Promise<readonly string[] | undefined> {
  const source = await openDataset(directory);
  await source.close();
  return source.tasks;
}

it('tasks without episodes go along from LeRobot to LeRobot, behind those that have some', async () => {
  const [newer, older] = [join(folder, 'newer'), join(folder, 'older')];
  await convert(folder, 'lerobot-v3.0', newer);
  await convert(newer, 'lerobot-v2.1', older);
  for (const directory of [newer, older]) {
    expect(await tasksOf(directory)).toEqual([...known, planned]);
    const info = JSON.parse(await readFile(join(directory, 'meta/info.json'), 'utf8'));
    expect(info.total_tasks).toBe(3);
  }
});

it('tasks of several sources are listed once each', async () => {
  const joined = joinSources([await openDataset(folder), await openDataset(folder)]);
  expect(joined.tasks).toEqual([...known, planned]);
  await joined.close();
});

it.each<OutputFormat>(['rlds', 'jsonl', 'libero-hdf5'])(
  '%s has no place for them, and it is said',
  async (format) => {
    const source = await openDataset(folder);
    const directory = await mkdtemp(join(folder, 'copy-'));
    const { omitted, tasks } = await copyDataset(source, { format, directory });
    expect(omitted.at(-1)).toBe(
      `tasks: ${format} has no place for 1 that no episode has, such as "${planned}"`,
    );
    expect(tasks).toBe(2);
    await source.close();
  },
);
