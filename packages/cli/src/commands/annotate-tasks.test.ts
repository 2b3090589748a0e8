import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataset } from '@inspire-vla/dataset';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { filesOf } from '../__fixtures__/files-of.js';
import { writeSource } from '../__fixtures__/killing/write-source.js';
import { runCommand } from '../__fixtures__/run-command.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'annotate-tasks-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('reports how many episodes have several tasks, and the first, in shards as in the whole', async () => {
  const source = join(folder, 'source');
  await writeSource(source, 'lerobot-v2.1', 4);
  const list = join(source, 'meta/episodes.jsonl');
  const lines = (await readFile(list, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  for (const line of lines.slice(1, 3)) line.tasks.unshift('wave at the camera');
  await writeFile(list, lines.map((line) => JSON.stringify(line)).join('\n'));
  const problem = {
    at: 'episode_1',
    message:
      '2 episodes have several tasks; all frames are taken for the one that comes first: ' +
      '"close the drawer", not "wave at the camera"',
  };
  const run = async (name: string, ...options: readonly string[]) => {
    const out = join(folder, name);
    const made = await runCommand(['annotate', source, '--out', out, '--json', '--quiet', ...options]);
    expect(made.json().at(-1)).toMatchObject({ summary: { problems: expect.arrayContaining([problem]) } });
    return out;
  };
  const whole = await run('whole');
  expect(await readFile(join(whole, 'report.html'), 'utf8')).toContain('2 episodes have several tasks');
  const parts = [await run('part-0', '--shard', '0/2'), await run('part-1', '--shard', '1/2')];
  await runCommand(['merge', ...parts, '--out', join(folder, 'merged'), '--quiet']);
  const [one, merged] = await Promise.all(
    [whole, join(folder, 'merged')].map((out) => readFile(join(out, 'meta/inspire.json'), 'utf8')),
  );
  expect(merged).toBe(one);
});

it.each(['lerobot-v3.0', 'lerobot-v2.1'] as const)(
  'keeps the numbers of tasks, and those that no episode has, in shards as in the whole: %s',
  async (format) => {
    const source = join(folder, 'source');
    const tasks = ['wipe the table', 'lift the bowl', 'close the drawer', 'put the red mug on the plate'];
    await writeSource(source, 'lerobot-v2.1', 4, tasks);
    const run = async (name: string, ...options: readonly string[]) => {
      const out = join(folder, name);
      const made = await runCommand([
        'annotate',
        source,
        '--out',
        out,
        '--to',
        format,
        '--quiet',
        ...options,
      ]);
      expect(made).toMatchObject({ status: 0, errors: '' });
      return out;
    };
    const [whole, merged] = [await run('whole'), join(folder, 'merged')];
    const parts = [await run('part-0', '--shard', '0/2'), await run('part-1', '--shard', '1/2')];
    await runCommand(['merge', ...parts, '--out', merged, '--quiet']);
    const made = await openDataset(whole);
    expect(made.tasks).toEqual(tasks);
    await made.close();
    expect(await filesOf(merged)).toEqual(await filesOf(whole));
  },
);

it.each(['lerobot-v3.0', 'lerobot-v2.1'] as const)(
  'keeps the cameras of a dataset without episodes: %s',
  async (format) => {
    const [source, out] = [join(folder, 'source'), join(folder, 'out')];
    await writeSource(source, format, 0);
    const made = await runCommand(['annotate', source, '--to', format, '--out', out, '--quiet', '--json']);
    expect(made).toMatchObject({ status: 0, errors: '' });
    for (const dataset of [source, out]) {
      const [summary] = (await runCommand(['inspect', dataset, '--json', '--quiet'])).json();
      expect(summary).toMatchObject({ episodes: 0, cameras: [{ name: 'image', sizes: ['24×16'] }] });
    }
  },
);
