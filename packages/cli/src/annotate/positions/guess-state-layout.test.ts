import type { EpisodeSource } from '@inspire-vla/dataset';
import { expect, it } from 'vitest';
import { guessStateLayout } from './guess-state-layout.js';

/** A source of which the names of the state, or of each of these features, are all that is looked at. */
function guess(names: string, features: readonly string[] = ['observation.state']): unknown {
  const list = names.split(' ');
  const source: Pick<EpisodeSource, 'features'> = {
    features: features.map((name) => ({ name, type: 'float32', shape: [list.length], names: list })),
  };
  const found = guessStateLayout(source as EpisodeSource);
  return found === null ? null : [found.layout.position.columns, found.layout.gripper.columns];
}

it('finds the effector and the gripper of one arm', () => {
  expect(guess('x y z rx ry rz gripper')).toEqual([[0, 1, 2], [6]]);
  expect(guess('joint_1 joint_2 ee_pos.x ee_pos.y ee_pos.z gripper_position')).toEqual([[2, 3, 4], [5]]);
  expect(guess('left_x left_y left_z left_gripper')).toEqual([[0, 1, 2], [3]]);
});

it('takes two columns for fingers only where they differ as fingers do', () => {
  expect(guess('x y z gripper_left gripper_right')).toEqual([
    [0, 1, 2],
    [3, 4],
  ]);
  expect(guess('x y z finger1 finger2')).toEqual([
    [0, 1, 2],
    [3, 4],
  ]);
  expect(guess('x y z gripper_l gripper_r')).toEqual([
    [0, 1, 2],
    [3, 4],
  ]);
  expect(guess('x y z roll pitch yaw gripper gripper')).toEqual([
    [0, 1, 2],
    [6, 7],
  ]);
  expect(guess('x y z left_finger right_finger')).toEqual([
    [0, 1, 2],
    [3, 4],
  ]);
  expect(guess('x y z gripper_open gripper_close')).toBeNull();
});

it('takes no speed, force or goal for a place or an opening', () => {
  expect(guess('x y z rx ry rz gripper_pos gripper_vel')).toEqual([[0, 1, 2], [6]]);
  expect(guess('vel_x vel_y vel_z x y z gripper k')).toEqual([[3, 4, 5], [6]]);
  expect(guess('goal_x goal_y goal_z gripper')).toBeNull();
  expect(guess('gripper_x gripper_y gripper_z gripper')).toEqual([[0, 1, 2], [3]]);
});

it('guesses nothing of two arms', () => {
  expect(guess('left_x left_y left_z left_gripper right_x right_y right_z right_gripper')).toBeNull();
  expect(guess('left_x left_y left_z right_gripper')).toBeNull();
  expect(guess('x y z left_gripper right_gripper')).toBeNull();
  expect(guess('x y z gripper', ['observation.left_pose', 'observation.right_pose'])).toBeNull();
});

it('takes neither what the robot stands on nor what it sees for the hand', () => {
  expect(guess('base_x base_y base_z gripper')).toBeNull();
  expect(guess('base_x base_y base_z ee_x ee_y ee_z gripper')).toEqual([[3, 4, 5], [6]]);
  expect(guess('base_to_eef_x base_to_eef_y base_to_eef_z gripper')).toEqual([[0, 1, 2], [3]]);
  expect(guess('x y z gripper', ['observation.environment_state'])).toBeNull();
});

it('takes a gripper whose name says that it is closed the other way round', () => {
  const closed = (name: string) => {
    const features = [{ name: 'state', type: 'float32', shape: [4], names: ['x', 'y', 'z', name] }] as const;
    return guessStateLayout({ features } as unknown as EpisodeSource)?.layout.gripper.closed;
  };
  expect(['gripper_closed', 'gripper_closedness', 'gripper_close'].map(closed)).toEqual([
    'high',
    'high',
    'high',
  ]);
  expect(['gripper', 'gripper_open', 'gripper_open_close'].map(closed)).toEqual(['low', 'low', 'low']);
});
