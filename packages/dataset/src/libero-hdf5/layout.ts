import type { Feature } from '../episode.js';

/** A feature, and the HDF5 datasets inside a demonstration that it is joined from. */
export interface LiberoFeature {
  readonly feature: Feature;
  readonly datasets: readonly string[];
}

const axes = ['x', 'y', 'z'];
const gripper = ['gripper_0', 'gripper_1'];
const joints = Array.from({ length: 7 }, (_, index) => `joint_${index}`);

/**
 * Numbers per step, named as openpi's LIBERO conversion names them (Physical-Intelligence/openpi\@15a9616
 * examples/libero/convert_libero_data_to_lerobot.py); reward and done as LeRobot does.
 */
export const numberFeatures: readonly LiberoFeature[] = [
  number('state', ['obs/ee_states', 'obs/gripper_states'], [...axes, 'rx', 'ry', 'rz', ...gripper]),
  number('joint_state', ['obs/joint_states'], joints),
  number('robot_state', ['robot_states'], [...gripper, ...axes, 'qx', 'qy', 'qz', 'qw']),
  number('actions', ['actions'], ['dx', 'dy', 'dz', 'drx', 'dry', 'drz', 'gripper']),
  { feature: { name: 'next.reward', type: 'float32', shape: [1], names: null }, datasets: ['rewards'] },
  { feature: { name: 'next.done', type: 'bool', shape: [1], names: null }, datasets: ['dones'] },
];

/** Identifier of the step's object infos. */
export const infoFeature: LiberoFeature = {
  feature: { name: 'object_info', type: 'string', shape: [1], names: null },
  datasets: ['object_infos'],
};

/** Cameras by the HDF5 dataset that holds them. */
export const cameraDatasets: Readonly<Record<string, string>> = {
  image: 'obs/agentview_rgb',
  wrist_image: 'obs/eye_in_hand_rgb',
};

/** What is not handed on. */
export const omitted: readonly string[] = ['states: the length of a simulator state differs between scenes'];

function number(name: string, datasets: readonly string[], names: readonly string[]): LiberoFeature {
  return { feature: { name, type: 'float32', shape: [names.length], names }, datasets };
}
