import type { EpisodeSource, Feature } from '@inspire-vla/dataset';
import { expect, it } from 'vitest';
import { familyLayouts, layoutGrippers, stateLayouts } from './data/state-layouts.js';
import { findStateLayout, layoutNameOf } from './find-state-layout.js';

const feature = (name: string, width: number, names: readonly string[] | null = null): Feature => ({
  ...{ name, type: 'float32', shape: [width], names },
});

const found = (name: string, features: readonly Feature[]) =>
  findStateLayout({ name, features } as Pick<EpisodeSource, 'name' | 'features'> as EpisodeSource);

it.each([
  ['fractal20220817_data', 'fractal20220817_data'],
  ['austin_buds_dataset_converted_externally_to_rlds', 'austin_buds'],
  ['bridge_orig', 'bridge'],
  ['droid_100', 'droid'],
  ['libero_goal_no_noops', null],
  ['constructor', null],
  ['my_own', null],
])('knows %s by its name: %s', (name, layout) => {
  expect(layoutNameOf({ name })).toBe(layout);
});

it('knows nothing of a source without a name', () => {
  expect(layoutNameOf({})).toBeNull();
});

it("takes a well-known dataset's layout, with the way that its gripper's numbers go", () => {
  const features = [feature('base_pose_tool_reached', 7), feature('gripper_closed', 1)];
  expect(found('fractal20220817_data', features)).toEqual({
    layout: {
      position: { feature: 'base_pose_tool_reached', columns: [0, 1, 2], metresPerUnit: 1 },
      gripper: { feature: 'gripper_closed', columns: [0], signal: 'state', closed: 'high' },
    },
    origin: "fractal20220817_data, by the dataset's name",
  });
});

it('takes none where the features are others, and the names of elements before the name of the dataset', () => {
  expect(found('taco_play', [feature('state', 7)])).toBeNull();
  const named = feature('state', 7, ['gripper', 'x', 'y', 'z', 'roll', 'pitch', 'yaw']);
  expect(found('bridge', [named])).toMatchObject({
    layout: { position: { columns: [1, 2, 3] }, gripper: { columns: [0] } },
    origin: "by the features' names",
  });
});

it('knows a gripper that is only commanded, and a hand that is told in decimetres', () => {
  const franka = found('nyu_franka_play_dataset_converted_externally_to_rlds', [
    feature('state', 13),
    feature('actions', 15),
  ]);
  expect(franka?.layout.gripper).toEqual({
    feature: 'actions',
    columns: [13],
    signal: 'command',
    closed: 'low',
  });
  const xarm = found('ucsd_pick_and_place_dataset_converted_externally_to_rlds', [feature('state', 7)]);
  expect(xarm?.layout.position).toEqual({ feature: 'state', columns: [0, 1, 2], metresPerUnit: 0.1 });
});

it('has a layout for every name that others refer to', () => {
  const referred = [...familyLayouts.map(([, layout]) => layout), ...Object.keys(layoutGrippers)];
  expect(referred.filter((name) => !Object.hasOwn(stateLayouts, name))).toEqual([]);
});
