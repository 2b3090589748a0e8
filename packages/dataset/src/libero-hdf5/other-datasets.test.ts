import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDataset } from '../open-dataset.js';
import { carriesCup, demonstrationOf } from './__fixtures__/tabletop-demonstration.js';
import { writeOriginalFile } from './__fixtures__/write-original-file.js';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datasets-'));
  file = join(folder, 'take_the_cup_demo.hdf5');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function addDataset(name: string): Promise<void> {
  const library = await import('h5wasm/node');
  await library.ready;
  const opened = new library.File(file, 'a');
  opened.create_dataset({ name: `data/demo_0/${name}`, data: new Float64Array(40), shape: [40, 1] });
  opened.close();
}

it('what a demonstration has beyond the layouts of LIBERO is told', async () => {
  await writeOriginalFile(file, [demonstrationOf(carriesCup)], { model: null });
  for (const name of ['obs/ee_pos', 'obs/agentview_depth', 'object_poses']) await addDataset(name);
  const source = await openDataset(file);
  expect(source.omitted).toEqual([
    expect.stringMatching(/^states: /),
    "object_poses: no dataset of LIBERO's own, which alone are read",
    "obs/agentview_depth: no dataset of LIBERO's own, which alone are read",
  ]);
  await source.close();
});

it('a file with the observations of robosuite, as robomimic writes it, is told from a damaged one', async () => {
  const library = await import('h5wasm/node');
  await library.ready;
  const opened = new library.File(file, 'w');
  opened.create_group('data').create_group('demo_0').create_group('obs');
  opened.close();
  for (const name of ['actions', 'obs/robot0_eef_pos']) await addDataset(name);
  await expect(openDataset(file)).rejects.toMatchObject({
    code: 'DATASET_UNSUPPORTED',
    at: `${file}, data/demo_0/obs`,
    fix: expect.stringContaining('obs/ee_states'),
  });
});

it('a demonstration without what nothing needs is read, and that is told', async () => {
  const without = ['robot_states', 'obs/joint_states', 'rewards', 'dones', 'obs/eye_in_hand_rgb'];
  await writeOriginalFile(file, [demonstrationOf(carriesCup), demonstrationOf(carriesCup)], { without });
  const source = await openDataset(file);
  expect(source.features.map(({ name }) => name)).toEqual(['state', 'actions', 'original_frame']);
  expect(source.episodes.map(({ cameras }) => cameras.map(({ name }) => name))).toEqual([
    ['image'],
    ['image'],
  ]);
  expect(source.omitted).toEqual(
    expect.arrayContaining([
      'robot_state: the first demonstration has no robot_states',
      'wrist_image: the first demonstration has no obs/eye_in_hand_rgb',
    ]),
  );
  const episode = await source.open(1);
  expect(await episode.column('state')).toHaveLength(episode.length * 8);
  expect(await episode.scene()).not.toBeNull();
  await source.close();
});

it.each(['actions', 'obs/ee_states'])('a demonstration without %s is damaged', async (name) => {
  await writeOriginalFile(file, [demonstrationOf(carriesCup)], { without: [name] });
  await expect(openDataset(file)).rejects.toMatchObject({
    code: 'DATASET_CORRUPT',
    at: `${file}, data/demo_0/${name}`,
  });
});

it('a demonstration that lacks what the first one has is damaged', async () => {
  await writeOriginalFile(file, [demonstrationOf(carriesCup)]);
  const other = join(folder, 'zip_the_bag_demo.hdf5');
  await writeOriginalFile(other, [demonstrationOf(carriesCup)], { without: ['rewards'] });
  await expect(openDataset(folder)).rejects.toMatchObject({
    code: 'DATASET_CORRUPT',
    at: `${other}, data/demo_0/rewards`,
  });
});

it('a file without demonstrations, as ALOHA has them, says what it holds', async () => {
  const library = await import('h5wasm/node');
  await library.ready;
  const opened = new library.File(file, 'w');
  opened.create_dataset({ name: 'action', data: new Float64Array(28), shape: [2, 14] });
  opened.create_group('observations');
  opened.close();
  await expect(openDataset(file)).rejects.toMatchObject({
    code: 'DATASET_UNSUPPORTED',
    message: expect.stringMatching(/holds action, observations$/),
    fix: expect.stringContaining('LeRobot'),
  });
});
