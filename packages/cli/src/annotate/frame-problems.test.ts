import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutputFormat } from '@inspire-vla/dataset';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSource } from '../__fixtures__/killing/write-source.js';
import { rewriteParquet } from '../__fixtures__/rewrite-parquet.js';
import { runCommand } from '../__fixtures__/run-command.js';
import type { Problem } from './metadata.js';

let folder = '';
let source = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frame-problems-'));
  source = join(folder, 'source');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Changes a column of episode 1 in a parquet file of three episodes, or leaves it out. */
async function rewrite(name: string, column: string, value: string | null): Promise<void> {
  const select =
    value === null
      ? `* EXCLUDE (${column})`
      : `* REPLACE (CASE WHEN episode_index = 1 THEN ${value} ELSE ${column} END AS ${column})`;
  await rewriteParquet(join(source, name), select);
}

async function problemsOf(...options: readonly string[]): Promise<readonly Problem[]> {
  const out = ['--out', join(folder, `out-${options.length}`), '--json', '--quiet'];
  const { status, errors, json } = await runCommand(['annotate', source, ...out, ...options]);
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  return (json().at(-1) as { summary: { problems: readonly Problem[] } }).summary.problems;
}

describe.each([
  ['lerobot-v3.0', 'data/chunk-000/file-000.parquet'],
  ['lerobot-v2.1', 'data/chunk-000/episode_000001.parquet'],
] as const)('inspire annotate, of the times in %s', (format, name) => {
  it.each([
    [
      'a gap in the times',
      '"timestamp"',
      'CAST("timestamp" + CASE WHEN frame_index > 3 THEN 0.3 ELSE 0 END AS FLOAT)',
      /its time is 0.7 s, .*; the output has 10 frames per second and no gaps$/,
    ],
    [
      'another rate',
      '"timestamp"',
      'CAST("timestamp" * 2 AS FLOAT)',
      /times say 5 frames per second, .* 10;/,
    ],
    ['a task that is not listed', 'task_index', 'CAST(9 AS BIGINT)', /names a task that has no text/],
    ['a time that is missing', '"timestamp"', 'NULL', /its time is NaN s/],
  ])('tells of %s, whether it writes or not', async (_, column, value, message) => {
    await writeSource(source, format, 3);
    const before = await problemsOf('--dry-run');
    await rewrite(name, column, value);
    const told = { at: expect.stringMatching(/episode_1(?!\d)/), message: expect.stringMatching(message) };
    const after = await problemsOf('--dry-run', '--overwrite');
    expect(
      after.filter(
        (problem) => !before.some(({ at, message }) => at === problem.at && message === problem.message),
      ),
    ).toEqual([told]);
    expect(await problemsOf()).toEqual(after);
  });

  it('says nothing where the source keeps no times', async () => {
    await writeSource(source, format, 3);
    const before = await problemsOf('--dry-run');
    await rewrite(name, '"timestamp"', null);
    expect(await problemsOf()).toEqual(before);
  });
});

it.each([
  ['jsonl', 'frames.jsonl', '"timestamp":0.3', '"timestamp":0.9', 'frames.jsonl#0, frame 3'],
] as const)('tells of a gap in %s', async (format: OutputFormat, name, sound, broken, at) => {
  await writeSource(source, format, 1);
  const file = join(source, name);
  await writeFile(file, (await readFile(file, 'utf8')).replace(sound, broken));
  expect(await problemsOf()).toContainEqual({ at, message: expect.stringContaining('its time is 0.9 s') });
});
