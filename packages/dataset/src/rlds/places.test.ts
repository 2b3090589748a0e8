import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyDataset } from '../copy-dataset.js';
import type { Feature } from '../episode.js';
import { openDataset } from '../open-dataset.js';
import { createRldsWriter } from './writer.js';

let work = '';
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'rlds-places-'));
});
afterEach(() => rm(work, { recursive: true }));

const features: readonly Feature[] = [
  { name: 'action_dict.velocity', type: 'float32', shape: [2], names: null },
  { name: 'gripper_position', type: 'float32', shape: [1], names: null },
  { name: 'cartesian_position', type: 'float32', shape: [2], names: null },
  { name: 'aspects.success', type: 'bool', shape: [1], names: null },
];

/** Where DROID, RT-1 and others have such: in groups, as lists of one, of the whole episode, beside `observation`. */
const places = {
  'action_dict.velocity': { path: 'steps/action_dict/velocity' },
  gripper_position: { path: 'steps/observation/gripper_position', isList: true },
  cartesian_position: { path: 'steps/observation/cartesian_position' },
  'aspects.success': { path: 'aspects/success' },
  top: { path: 'steps/top' },
};

async function writeOther(directory: string): Promise<void> {
  const cameras = [{ name: 'top', width: 4, height: 2 }];
  const writer = await createRldsWriter({ directory, fps: 15, robotType: null, features, cameras, places });
  const bytes = new Uint8Array(4 * 2 * 3).fill(90);
  await writer.writeEpisode({
    ...{ instruction: 'lift the cup', length: 2 },
    columns: new Map<string, Float32Array | Uint8Array>([
      ['action_dict.velocity', Float32Array.of(1, 2, 3, 4)],
      ['gripper_position', Float32Array.of(0.25, 0.5)],
      ['cartesian_position', Float32Array.of(5, 6, 7, 8)],
      ['aspects.success', Uint8Array.of(1, 1)],
    ]),
    pictures: async () => [0, 1].map(() => ({ encoding: 'rgb', width: 4, height: 2, bytes })),
  });
  await writer.finish();
  await writer.close();
}

it('a copy has everything where its source has it, since training code asks for it there', async () => {
  const [one, other] = [join(work, 'one'), join(work, 'other')];
  await writeOther(one);
  const source = await openDataset(one);
  expect(source.places).toMatchObject(places);
  expect(source.features).toEqual(expect.arrayContaining([...features]));
  await copyDataset(source, { format: 'rlds', directory: other });
  for (const name of ['features.json', 'inspire-train.tfrecord-00000-of-00001'])
    expect(await readFile(join(other, name)), name).toEqual(await readFile(join(one, name)));
  const declared = JSON.parse(await readFile(join(other, 'features.json'), 'utf8')).featuresDict.features;
  const steps = declared.steps.sequence.feature.featuresDict.features;
  expect(steps.action_dict.featuresDict.features.velocity.tensor.shape).toEqual({ dimensions: ['2'] });
  expect(steps.observation.featuresDict.features.gripper_position.tensor.shape).toEqual({
    dimensions: ['1'],
  });
  expect([declared.aspects.featuresDict.features.success, steps.top.image]).not.toContain(undefined);
});

it('a place inside of what is a value is refused, not lost', async () => {
  const wrong = {
    top: { path: 'steps/action_dict/velocity/top' },
    'action_dict.velocity': places['action_dict.velocity'],
  };
  const cameras = [{ name: 'top', width: 4, height: 2 }];
  const options = { directory: work, fps: 15, robotType: null, features, cameras, places: wrong };
  await expect(createRldsWriter(options)).rejects.toMatchObject({
    code: 'FEATURE_INVALID',
    at: 'steps/action_dict/velocity/top',
  });
});
