import type { HandState } from '../world/world-state.js';

/** Numbers of {@link stateVector}. */
export const stateNames = [
  'x',
  'y',
  'z',
  'axis_angle1',
  'axis_angle2',
  'axis_angle3',
  'gripper1',
  'gripper2',
] as const;

/** Numbers of an action. */
export const actionNames = ['x', 'y', 'z', 'axis_angle1', 'axis_angle2', 'axis_angle3', 'gripper'] as const;

/**
 * The hand as policies are told of it, in LIBERO's order: position of the end effector [3], metres, its orientation as
 * axis times angle [3], radians, and the fingers [2], metres.
 */
export function stateVector({ position, rotationVector, fingers }: HandState): readonly number[] {
  return [...position, ...rotationVector, ...fingers];
}
