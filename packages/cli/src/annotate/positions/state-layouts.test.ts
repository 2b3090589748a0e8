import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWriter, type Feature, openDataset } from '@inspire-vla/dataset';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readStateLayout } from './state-layout.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layout-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const feature = (name: string, width: number): Feature => ({
  name,
  type: 'float64',
  shape: [width],
  names: null,
});

it("fits the names that RLDS's DROID has once it is read", async () => {
  const features = [
    feature('observation.cartesian_position', 6),
    feature('observation.gripper_position', 1),
    feature('observation.joint_position', 7),
  ];
  const options = { directory: folder, fps: 15, robotType: 'panda', features, cameras: [] };
  const writer = await createWriter('rlds', options);
  const columns = new Map(features.map(({ name, shape }) => [name, new Float64Array(2 * (shape[0] ?? 1))]));
  await writer.writeEpisode({ instruction: 'lift it', length: 2, columns, pictures: async () => [] });
  await writer.finish();
  await writer.close();
  const source = await openDataset(folder);
  expect(await readStateLayout('droid', source)).toMatchObject({
    origin: 'droid',
    layout: {
      position: { feature: 'cartesian_position', columns: [0, 1, 2] },
      gripper: { feature: 'gripper_position', columns: [0], signal: 'state', closed: 'high' },
    },
  });
  await source.close();
});
