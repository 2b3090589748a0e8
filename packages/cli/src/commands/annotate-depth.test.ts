import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDepthDataset } from '../../../dataset/src/lerobot/__fixtures__/depth-dataset.js';
import { filesOf } from '../__fixtures__/files-of.js';
import { runAndKill } from '../__fixtures__/killing/run-and-kill.js';
import { runCommand } from '../__fixtures__/run-command.js';

const video = 'videos/top_depth/chunk-000/file-000.mp4';

let folder = '';
let source = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'annotate-depth-'));
  source = join(folder, 'source');
  await writeDepthDataset(source, [8, 9, 7]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function annotate(name: string, ...options: readonly string[]): Promise<string> {
  const out = join(folder, name);
  const made = await runCommand(['annotate', source, '--out', out, '--quiet', ...options]);
  expect(made).toMatchObject({ status: 0, errors: '' });
  return out;
}

describe('the depth videos of a LeRobot dataset', () => {
  it('are in the annotated one as they were, whoever annotates them', async () => {
    const whole = await filesOf(await annotate('whole'));
    expect(whole[video]).toBe((await filesOf(source))[video]);
    // Threads run from the sources in a process of their own only.
    const threaded = join(folder, 'in-threads');
    const args = ['annotate', source, '--out', threaded, '--quiet', '--jobs', '2'];
    expect(await runAndKill(args, null)).toMatchObject({ status: 0, errors: '' });
    expect(await filesOf(threaded)).toEqual(whole);
    const shards = [await annotate('one', '--shard', '0/2'), await annotate('other', '--shard', '1/2')];
    const merged = join(folder, 'merged');
    expect(await runCommand(['merge', ...shards, '--out', merged, '--quiet'])).toMatchObject({ status: 0 });
    expect(await filesOf(merged)).toEqual(whole);
  }, 120_000);

  it('are said to be left out where a format has no place for them', async () => {
    const made = await runCommand([
      'annotate',
      source,
      '--out',
      join(folder, 'lines'),
      '--to',
      'jsonl',
      '--json',
    ]);
    const reason = 'top_depth: jsonl has no place for depth';
    expect(made.json().at(-1)).toMatchObject({ summary: { omitted: [reason] } });
  });

  it('are listed by inspect, which does not decode them', async () => {
    const [summary] = (await runCommand(['inspect', source, '--json'])).json();
    expect(summary).toMatchObject({
      cameras: [{ name: 'top_depth', sizes: ['24×16'] }],
      unchecked: ['top_depth: depth is handed on, and not decoded'],
      omitted: [],
    });
  });
});
