import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDataset } from '@inspire-vla/dataset';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.js';

const mug = fileURLToPath(
  new URL('../../../../apps/demo/episodes/put_the_red_mug_on_the_plate_demo.hdf5', import.meta.url),
);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'annotate-again-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function annotated(source: string, name: string, ...options: readonly string[]) {
  const out = join(folder, name);
  const made = await runCommand(['annotate', source, '--out', out, '--json', '--quiet', ...options]);
  expect(made).toMatchObject({ status: 0, errors: '' });
  const metadata = JSON.parse(await readFile(join(out, 'meta/inspire.json'), 'utf8'));
  return { out, metadata };
}

/** What annotation added to the first episode. */
async function addedTo(dataset: string) {
  const source = await openDataset(dataset);
  try {
    const episode = await source.open(0);
    const names = ['question', 'answer', 'relation', 'relation_known'].map((name) => `inspire.${name}`);
    return await Promise.all(names.map(async (name) => Array.from<unknown>(await episode.column(name))));
  } finally {
    await source.close();
  }
}

describe('annotating an annotated dataset', () => {
  it.each(['lerobot-v3.0', 'lerobot-v2.1', 'rlds'])('knows by %s what the simulator knew', async (to) => {
    const { out, metadata: first } = await annotated(mug, 'first', '--to', to);
    const { out: again, metadata: second } = await annotated(out, 'again');
    expect(second.episodes[0]).toMatchObject({ positions: 'annotation', bodies: [null, null] });
    expect(second.counts).toEqual(first.counts);
    expect(second.problems).toEqual([]);
    const { out: direct } = await annotated(mug, 'direct');
    expect(await addedTo(again)).toEqual(await addedTo(direct));
  });

  it('answers another formulation as the first source would', async () => {
    const { out } = await annotated(mug, 'first', '--vocabulary', 'authors');
    const { metadata: again } = await annotated(out, 'again', '--formulation', 'distance');
    const { metadata: direct } = await annotated(mug, 'direct', '--formulation', 'distance');
    expect(again.counts).toEqual(direct.counts);
    expect(again.counts.answers.grasped).toBeGreaterThan(10);
  });

  it('leaves without an answer what had none, and keeps its relation', async () => {
    const { out, metadata: first } = await annotated(mug, 'first', '--positions', 'gripper-events');
    expect(first.counts.unlabelled).toBeGreaterThan(0);
    const { out: again } = await annotated(out, 'again');
    expect(await addedTo(again)).toEqual(await addedTo(out));
  });

  it('takes gripper events where they are asked for, or it is said how', async () => {
    const { out } = await annotated(mug, 'first');
    for (const options of [
      ['--positions', 'gripper-events'],
      ['--event-tolerance', '0'],
    ]) {
      const { metadata } = await annotated(out, 'again', '--overwrite', ...options);
      expect(metadata.episodes[0].positions).toBe('gripper-events');
    }
  });

  it('reports a phrase that was not asked about', async () => {
    const { out } = await annotated(mug, 'first');
    const objects = join(folder, 'objects.json');
    const phrases = [{ phrase: 'the red mug' }, { phrase: 'the saucer' }];
    await writeFile(objects, JSON.stringify({ 'put the red mug on the plate': phrases }));
    const { metadata } = await annotated(out, 'again', '--objects', objects);
    const [{ message }] = metadata.problems;
    expect(message).toContain('does not speak of "the saucer"');
    const { counts } = metadata.tasks[0].objects[1];
    expect(counts.answers).toEqual({});
  });
});
