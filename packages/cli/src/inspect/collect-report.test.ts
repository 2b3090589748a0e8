import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { type Episode, type EpisodeSource, openDataset } from '@inspire-vla/dataset';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSource } from '../__fixtures__/killing/write-source.js';
import { annotate } from '../annotate/annotate.js';
import type { Metadata } from '../annotate/metadata.js';
import { collectReport } from './collect-report.js';
import { readRecorded } from './read-metadata.js';

let folder = '';
let source: EpisodeSource;
let metadata: Metadata;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'collect-'));
  const output = join(folder, 'out');
  await writeSource(join(folder, 'source'), 'jsonl', 1);
  metadata = await annotate({ source: join(folder, 'source'), output, to: 'jsonl' });
  source = await openDataset(output);
});
afterAll(async () => {
  await source.close();
  await rm(folder, { recursive: true, force: true });
});

/** The source with changed pictures. */
function withPictures(pictures: Episode['pictures']): EpisodeSource {
  return { ...source, open: async (index) => ({ ...(await source.open(index)), pictures }) };
}

describe('collectReport', () => {
  it('shows a hundred of thousands of tasks, and looks for their episodes once', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `task ${index}`);
    const [summary] = source.episodes;
    const [task] = metadata.tasks;
    if (summary === undefined || task === undefined) throw new Error('the fixture has an episode');
    let looks = 0;
    const episodes = names.map((instruction) => ({
      ...summary,
      get instruction() {
        looks += 1;
        return instruction;
      },
    }));
    const opened: number[] = [];
    const open = (index: number) => {
      opened.push(index);
      return source.open(0);
    };
    const tasks = names.map((instruction) => ({ ...task, instruction }));
    const { tasks: shown, taskCount } = await collectReport(
      { ...source, episodes, open },
      { ...metadata, tasks, episodes: Array(names.length).fill(metadata.episodes[0]) },
    );
    expect(shown.map(({ instruction }) => instruction)).toEqual(names.slice(0, 100));
    expect(taskCount).toBe(3000);
    expect(opened).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect(looks).toBe(3000);
  });

  it('counts what is in one file of a dataset, where only that is shown', async () => {
    const output = join(folder, 'files');
    const made = await annotate({ source: join(folder, 'source'), output, to: 'libero-hdf5' });
    expect(made.counts.labels + made.counts.unlabelled).toBeGreaterThan(0);
    const three = join(folder, 'three');
    await writeSource(join(folder, 'more'), 'jsonl', 3);
    await annotate({ source: join(folder, 'more'), output: three, to: 'libero-hdf5' });
    const one = await openDataset(join(three, 'put_the_red_mug_on_the_plate_demo.hdf5'));
    const { totals } = await collectReport(one, (await readRecorded(one)) as Metadata);
    await one.close();
    expect(totals).toEqual(made.counts);
  });

  it('shows labels without pictures where these cannot be read, or are damaged', async () => {
    const whole = await collectReport(source, metadata);
    expect(whole.tasks[0]?.episodes[0]?.strip.length).toBeGreaterThan(0);
    const corrupt = new InspireError({
      code: 'DATASET_CORRUPT',
      message: 'the video is cut off',
      at: 'a.mp4',
    });
    const damaged = { encoding: 'jpeg', width: 640, height: 480, bytes: new Uint8Array(9) } as const;
    for (const pictures of [() => Promise.reject(corrupt), async () => [damaged]]) {
      const { tasks } = await collectReport(withPictures(pictures), metadata);
      expect(tasks[0]?.episodes[0]).toEqual({ ...whole.tasks[0]?.episodes[0], strip: [] });
    }
    const bug = withPictures(() => Promise.reject(new TypeError('a bug')));
    await expect(collectReport(bug, metadata)).rejects.toThrow('a bug');
  });
});
