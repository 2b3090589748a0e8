import { handSizes } from '../model/hand.js';
import { tableHeight } from '../model/settings.js';
import type { HandPose } from '../render/scene-geometry.js';
import { type Euler, eulerOfMatrix, matrixOfVector, multiply, type Vector3 } from './rotations.js';

/**
 * What an action of 1 or −1 means: how far ahead of the hand its goal is put, as LIBERO's controller does (OSC_POSE).
 * The hand goes about 0.4 of the way within a tick.
 */
export const actionScale = {
  /** Metres. */
  position: 0.05,
  /** Radians. */
  rotation: 0.5,
} as const;

/** Where the end effector can be, world frame: [smallest, largest] of x, y and z, metres. */
export const workspace = [
  [-0.3, 0.3],
  [-0.38, 0.38],
  [tableHeight + handSizes.tip + 0.002, tableHeight + 0.4],
] as const;

/** Largest yaw, pitch and roll, radians. */
const turns = [2, 0.4, 0.4] as const;

/** What the hand's actuators are told to reach. */
export interface HandTarget {
  /** Of the end effector, world frame, metres. */
  readonly position: Vector3;
  readonly turn: Euler;
  readonly isOpen: boolean;
}

/**
 * The goal of one action: relative to where the hand is, as far as the workspace allows.
 *
 * @param action - position change [3], rotation vector [3] and gripper, each −1 to 1; gripper −1 opens, 1 closes, 0 keeps.
 * @param hand - where the hand's body is.
 * @param wasOpen - what the gripper was last told.
 */
export function targetOf(action: ArrayLike<number>, hand: HandPose, wasOpen: boolean): HandTarget {
  const part = (index: number) => Math.min(1, Math.max(-1, action[index] ?? 0));
  const axis = (index: 0 | 1 | 2) => {
    const [lowest, highest] = workspace[index];
    return clamp((hand.position[index] ?? 0) + actionScale.position * part(index), lowest, highest);
  };
  const turn = matrixOfVector(
    [3, 4, 5].map((index) => actionScale.rotation * part(index)) as unknown as Vector3,
  );
  const turned = eulerOfMatrix(multiply(turn, hand.rotation));
  const gripper = part(6);
  return {
    position: [axis(0), axis(1), axis(2)],
    turn: turned.map((angle, index) =>
      clamp(angle, -(turns[index] ?? 0), turns[index] ?? 0),
    ) as unknown as Euler,
    isOpen: gripper === 0 ? wasOpen : gripper < 0,
  };
}

/** The seven numbers that the model's actuators take: joints of the hand, then the fingers. */
export function controlOf({ position: [x, y, z], turn, isOpen }: HandTarget): readonly number[] {
  // Closed is less than zero, so that thin walls are held as firmly as boxes.
  return [x, y, z - tableHeight, ...turn, isOpen ? handSizes.opening : -0.02];
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value));
}
