import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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

async function featureNames(dataset: string): Promise<readonly string[]> {
  const source = await openDataset(dataset);
  await source.close();
  return source.features.map(({ name }) => name);
}

async function columnOf(dataset: string, name: string): Promise<readonly unknown[]> {
  const source = await openDataset(dataset);
  try {
    return Array.from<unknown>(await (await source.open(0)).column(name));
  } finally {
    await source.close();
  }
}

describe('annotating an annotated dataset', () => {
  it.each(['lerobot-v3.0', 'lerobot-v2.1', 'rlds'])('knows by %s what the simulator knew', async (to) => {
    const { out, metadata: first } = await annotated(mug, 'first', '--to', to);
    const { out: again, metadata: second } = await annotated(out, 'again');
    const { bodies } = first.episodes[0];
    expect(bodies).toEqual(['red_coffee_mug_1_main', 'plate_1_main']);
    expect(second.episodes[0]).toMatchObject({ positions: 'annotation', bodies });
    expect(second.tasks).toEqual(first.tasks);
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

  it('takes no gripper events where nothing is asked about', async () => {
    const { out } = await annotated(mug, 'first');
    const objects = join(folder, 'objects.json');
    await writeFile(objects, JSON.stringify({ 'put the red mug on the plate': [] }));
    const { metadata } = await annotated(out, 'again', '--objects', objects);
    expect(metadata).toMatchObject({
      episodes: [{ positions: 'annotation' }],
      options: { stateLayout: null },
    });
  });

  it('says that positions came from the annotation', async () => {
    const { out } = await annotated(mug, 'first', '--positions', 'gripper-events');
    const again = await runCommand(['annotate', out, '--out', join(folder, 'again'), '--quiet']);
    expect(again.output).toContain("from the source's own annotation");
    expect(again.output).toContain("by the source's annotation");
    expect(again.output).not.toContain('gripper events');
    const report = await readFile(join(folder, 'again/report.html'), 'utf8');
    expect(report).toContain('the source&#39;s own annotation');
  });

  it('keeps the frame and the orientation that the source was annotated with', async () => {
    const { out, metadata: first } = await annotated(
      mug,
      'first',
      ...['--image', 'rotated-180', '--frame', 'authors-real'],
    );
    const { out: again, metadata: second } = await annotated(out, 'again');
    expect(second).toMatchObject({ imageOrientation: 'rotated-180', problems: [] });
    expect(second.options.frame).toEqual(first.options.frame);
    expect(second.counts).toEqual(first.counts);
    expect(await addedTo(again)).toEqual(await addedTo(out));
    const { metadata: third } = await annotated(again, 'third', '--frame', 'authors-real');
    expect(third).toMatchObject({ counts: first.counts, problems: [] });
  });

  it.each([
    ['rlds', ['--image', 'rotated-180']],
    ['rlds', ['--image', 'rotated-180', '--frame', 'authors-real']],
    ['libero-hdf5', ['--image', 'rotated-180']],
  ])('keeps them where %s is named by another path, after %j', async (to, view) => {
    const { out, metadata: first } = await annotated(mug, 'named/1.0.0', '--to', to, ...view);
    const isFile = to === 'libero-hdf5';
    const [file] = isFile ? (await readdir(out)).filter((name) => name.endsWith('.hdf5')) : [];
    const named = file === undefined ? join(folder, 'named') : join(out, file);
    const { out: again, metadata: second } = await annotated(named, 'again', ...view.slice(2));
    expect(second).toMatchObject({ imageOrientation: 'rotated-180', counts: first.counts, problems: [] });
    expect(second.options.frame).toEqual(first.options.frame);
    expect(await addedTo(again)).toEqual(await addedTo(out));
    const report = join(folder, 'named.html');
    const inspected = await runCommand(['inspect', named, '--json', '--report', report]);
    expect(JSON.parse(inspected.output).tasks[0].objects[0].body).toBe('red_coffee_mug_1_main');
    expect(await readFile(report, 'utf8')).toContain('rotated-180');
  });

  it('drops the dialogue that it wrote before, and keeps what others said', async () => {
    const { out } = await annotated(mug, 'first', '--language-events', 'all', '--to', 'jsonl');
    const { out: again, metadata } = await annotated(out, 'again', '--formulation', 'distance');
    expect(await featureNames(again)).not.toContain('language_events');
    expect(metadata.omitted).toContain('language_events: it was made from the answers that are replaced');

    // Places in the file are known by byte, so others speak as long as we did.
    const file = join(out, 'frames.jsonl');
    const said = (await readFile(file, 'utf8')).replace('"content":"In which', '"content":"And what');
    await writeFile(file, said);
    const { out: kept, metadata: told } = await annotated(out, 'kept', '--formulation', 'distance');
    const events = await columnOf(kept, 'language_events');
    expect(events.flat()).toEqual([
      expect.objectContaining({ role: 'user', content: expect.stringMatching(/^And what/) }),
    ]);
    expect(told.omitted).toEqual([expect.stringMatching(/^language_events: rows that were made/)]);
  });

  it('does what an option says against the source, and reports it', async () => {
    const { out } = await annotated(mug, 'first', '--image', 'rotated-180');
    const { metadata: direct } = await annotated(mug, 'direct');
    const { metadata: upright } = await annotated(out, 'upright', '--image', 'upright');
    expect(upright).toMatchObject({ imageOrientation: 'upright', counts: direct.counts });
    expect(upright.problems).toEqual([
      { at: 'first', message: 'the source was annotated for rotated-180 pictures, now upright is given' },
    ]);
    const { metadata: real } = await annotated(out, 'real', '--frame', 'authors-real');
    expect(real).toMatchObject({
      imageOrientation: 'rotated-180',
      options: { frame: { image: 'rotated-180' } },
    });
    expect(real.problems).toEqual([
      { at: 'first', message: expect.stringMatching(/^the source was annotated with the frame x:front/) },
    ]);
  });
});
