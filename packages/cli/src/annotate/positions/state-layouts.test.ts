import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWriter, type EpisodeSource, type Feature, openDataset } from '@inspire-vla/dataset';
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

const source = { features: [feature('state', 7)] } as unknown as EpisodeSource;

async function layoutOf(content: unknown): Promise<unknown> {
  const file = join(folder, 'own.json');
  await writeFile(file, JSON.stringify(content));
  return readStateLayout(file, source);
}

const position = { feature: 'state', columns: [0, 1, 2] };
const gripper = { feature: 'state', columns: [6] };

it('reads an own layout, with what it leaves out', async () => {
  expect(await layoutOf({ position, gripper: { ...gripper, closed: 'high' } })).toMatchObject({
    layout: { position: { metresPerUnit: 1 }, gripper: { signal: 'opening', closed: 'high' } },
    origin: 'own.json',
  });
});

it.each([
  [{ position: { ...position, metersPerUnit: 0.001 }, gripper }, /"metersPerUnit"/, /own\.json, position$/],
  [{ position, gripper: { ...gripper, close: 'high' } }, /"close"/, /own\.json, gripper$/],
  [{ position, gripper, closed: 'high' }, /"closed"/, /own\.json$/],
  [{ position: { ...position, columns: [0, 1, 1] }, gripper }, /twice/, /position\.columns$/],
  [{ position, gripper: { ...gripper, columns: [6, 6] } }, /twice/, /gripper\.columns$/],
  [[], /expected object/, /own\.json$/],
])('refuses an own layout of which a part would do nothing: %j', async (content, message, at) => {
  await expect(layoutOf(content)).rejects.toMatchObject({
    code: 'STATE_LAYOUT',
    message: expect.stringMatching(message),
    at: expect.stringMatching(at),
  });
});

it('takes no name for a preset that every object has', async () => {
  await expect(readStateLayout('constructor', source)).rejects.toMatchObject({ code: 'STATE_LAYOUT' });
});

it.each([
  ['so100', "an arm's joints"],
  ['aloha', "two arms' joints"],
  ['toto', "an arm's joints"],
])('says of %s that its states are joint angles, and what to do', async (name, joints) => {
  await expect(readStateLayout(name, source)).rejects.toMatchObject({
    code: 'STATE_LAYOUT',
    message: expect.stringContaining(`the states of ${name} are the angles of ${joints}`),
    fix: expect.stringMatching(/kinematics.*JSON file for --state-layout/),
  });
});
