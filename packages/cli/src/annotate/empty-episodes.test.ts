import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesOf } from '../__fixtures__/files-of.js';
import { writeSource } from '../__fixtures__/killing/write-source.js';
import { mergeShards } from '../merge/merge-shards.js';
import { annotate } from './annotate.js';

let folder = '';
let source = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'empty-episodes-'));
  source = join(folder, 'source');
  await writeSource(source, 'jsonl', 6);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Takes all frames from episodes of the source. */
async function empty(...indices: readonly number[]): Promise<void> {
  const file = join(source, 'meta/info.json');
  const info = JSON.parse(await readFile(file, 'utf8'));
  for (const index of indices) Object.assign(info.episodes[index], { length: 0, start: 0, end: 0 });
  await writeFile(file, JSON.stringify(info));
}

const omitted = ['frames.jsonl#0, frames.jsonl#3: the episodes have no frames, and are left out'];
const kept = [1, 2, 4, 5].map((index) => `frames.jsonl#${index}`);

describe('episodes without frames', () => {
  it('are left out and told of, in a dry run too', async () => {
    await empty(0, 3);
    for (const dryRun of [true, false]) {
      const { episodes, omitted: told } = await annotate({ source, output: join(folder, 'out'), dryRun });
      expect(episodes.map(({ source: id }) => id)).toEqual(kept);
      expect(told).toEqual(omitted);
    }
  });

  it.each(['lerobot-v3.0', 'lerobot-v2.1', 'rlds', 'jsonl'] as const)(
    'are left out by shards as by one run, byte for byte: %s',
    async (to) => {
      await empty(0, 3);
      await annotate({ source, output: join(folder, 'whole'), to });
      const shards = [0, 1, 2].map((index) => join(folder, String(index)));
      for (const [index, output] of shards.entries())
        await annotate({ source, output, to, shard: { index, count: 3 } });
      await mergeShards({ shards, output: join(folder, 'merged') });
      expect(await filesOf(join(folder, 'merged'))).toEqual(await filesOf(join(folder, 'whole')));
    },
  );

  it('are an error before any work where there are no others', async () => {
    await empty(0, 1, 2, 3, 4, 5);
    const made = annotate({ source, output: join(folder, 'out') });
    await expect(made).rejects.toMatchObject({ code: 'DATASET_EMPTY', at: source });
  });
});
