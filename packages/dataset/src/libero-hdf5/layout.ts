import type { Feature } from '../episode.js';
import type { Moment } from './frame-rows.js';

/**
 * How a file was made. `original`: LIBERO's own, observations after actions, with model and attributes.
 * `regenerated`: replayed by the InSpire authors, observations before actions, with object infos. `replayed`: the same
 * without object infos, as OpenVLA's regeneration writes it. `described`: written by us, which says itself what is in it.
 */
export type Layout = 'original' | 'regenerated' | 'replayed' | 'described';

/** A feature, and the HDF5 datasets inside a demonstration that it is joined from. */
export interface LiberoFeature {
  readonly feature: Feature;
  readonly datasets: readonly string[];
  readonly moment: Moment;
}

const axes = ['x', 'y', 'z'];
const gripper = ['gripper_0', 'gripper_1'];
const joints = Array.from({ length: 7 }, (_, index) => `joint_${index}`);

/**
 * Numbers per step, named as openpi's LIBERO conversion names them (Physical-Intelligence/openpi\@15a9616
 * examples/libero/convert_libero_data_to_lerobot.py); reward and done as LeRobot does.
 */
export const numberFeatures: readonly LiberoFeature[] = [
  number('state', ['obs/ee_states', 'obs/gripper_states'], 'observation', [
    ...axes,
    'rx',
    'ry',
    'rz',
    ...gripper,
  ]),
  number('joint_state', ['obs/joint_states'], 'observation', joints),
  number('robot_state', ['robot_states'], 'observation', [...gripper, ...axes, 'qx', 'qy', 'qz', 'qw']),
  number('actions', ['actions'], 'action', ['dx', 'dy', 'dz', 'drx', 'dry', 'drz', 'gripper']),
  {
    feature: { name: 'next.reward', type: 'float32', shape: [1], names: null },
    datasets: ['rewards'],
    moment: 'outcome',
  },
  {
    feature: { name: 'next.done', type: 'bool', shape: [1], names: null },
    datasets: ['dones'],
    moment: 'outcome',
  },
];

/** Identifier of the step's object infos, in the regenerated layout. */
export const infoFeature: LiberoFeature = {
  feature: { name: 'object_info', type: 'string', shape: [1], names: null },
  datasets: ['object_infos'],
  moment: 'observation',
};

/** Row of the frame's action in the file, in the original layout: it tells which frames were dropped. */
export const originalFrameFeature: Feature = {
  name: 'original_frame',
  type: 'int32',
  shape: [1],
  names: null,
};

/** The features that every demonstration of a layout has, but for those that are absent from this source. */
export function featuresOf(layout: Layout, absent: ReadonlySet<string>): readonly Feature[] {
  const numbers = numberFeatures.map(({ feature }) => feature).filter(({ name }) => !absent.has(name));
  if (layout === 'original') return [...numbers, originalFrameFeature];
  return layout === 'regenerated' ? [...numbers, infoFeature.feature] : numbers;
}

/** Cameras by the HDF5 dataset that holds them. */
export const cameraDatasets: Readonly<Record<string, string>> = {
  image: 'obs/agentview_rgb',
  wrist_image: 'obs/eye_in_hand_rgb',
};

/** What of a layout is not handed on. */
export function omittedOf(layout: Layout): readonly string[] {
  const states =
    'states: no feature, since a simulator state differs in length between scenes; libero-hdf5 keeps them';
  if (layout !== 'original') return [states];
  return [
    states,
    'the last observation: no action follows it',
    'the observation before the first action was not recorded: the one after it stands in its place',
  ];
}

function number(
  name: string,
  datasets: readonly string[],
  moment: Moment,
  names: readonly string[],
): LiberoFeature {
  return { feature: { name, type: 'float32', shape: [names.length], names }, datasets, moment };
}
