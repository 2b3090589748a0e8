import { appendFile, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { filesOf } from '../__fixtures__/files-of.js';
import { writeSource } from '../__fixtures__/killing/write-source.js';
import { mergeShards } from '../merge/merge-shards.js';
import { annotate } from './annotate.js';

let folder = '';
let source = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resume-elsewhere-'));
  source = join(folder, 'source');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Begins a run that is cut off after its first episode. */
async function cutOff(
  run: (choices: {
    signal: AbortSignal;
    onFrames: (frames: number) => void;
    resume: true;
  }) => Promise<unknown>,
): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  const begun = run({ signal, onFrames: (frames) => frames > 0 && controller.abort(), resume: true });
  await expect(begun).rejects.toMatchObject({ name: 'AbortError' });
}

// It takes down every episode.
const to = 'lerobot-v2.1';
const here = (path: string) => relative(process.cwd(), path);

describe('--resume', () => {
  it.each([
    ['lerobot-v2.1', ''],
    ['libero-hdf5', ''],
    ['libero-hdf5', 'put_the_red_mug_on_the_plate_demo.hdf5'],
  ] as const)('goes on with the same source written another way: %s %s', async (format, file) => {
    await writeSource(source, format, 3);
    const output = join(folder, 'out');
    await cutOff((choices) => annotate({ source: join(source, file), output, to, ...choices }));
    const onResumed = vi.fn();
    await annotate({ source: here(join(source, file)), output, to, resume: true, onResumed });
    expect(onResumed).toHaveBeenCalledOnce();
    await annotate({ source: join(source, file), output: join(folder, 'whole'), to });
    expect(await filesOf(output)).toEqual(await filesOf(join(folder, 'whole')));
  });

  it('goes on with shards that are written another way', async () => {
    await writeSource(source, 'lerobot-v2.1', 4);
    const shards = ['0', '1'].map((name) => join(folder, name));
    for (const [index, output] of shards.entries())
      await annotate({ source, output, to, shard: { index, count: 2 } });
    const output = join(folder, 'out');
    await cutOff((choices) => mergeShards({ shards, output, ...choices }));
    await symlink(shards[1] ?? '', join(folder, 'link'));
    const onResumed = vi.fn();
    const written = [here(shards[0] ?? ''), join(folder, 'link')];
    await mergeShards({ shards: written, output, resume: true, onResumed });
    expect(onResumed).toHaveBeenCalledOnce();
    await mergeShards({ shards, output: join(folder, 'whole') });
    expect(await filesOf(output)).toEqual(await filesOf(join(folder, 'whole')));
  });

  it('refuses a source of which a file has changed, and names it', async () => {
    await writeSource(source, 'lerobot-v2.1', 3);
    const output = join(folder, 'out');
    await cutOff((choices) => annotate({ source, output, to, ...choices }));
    await appendFile(join(source, 'meta/tasks.jsonl'), '\n');
    await expect(annotate({ source: here(source), output, to, resume: true })).rejects.toMatchObject({
      code: 'RESUME_DIFFERS',
      message: expect.stringMatching(/^the file meta\/tasks\.jsonl was /),
    });
  });
});
