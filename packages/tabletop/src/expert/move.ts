import { actionScale } from '../world/hand-target.js';
import { matrixOfEuler, multiply, type Vector3 } from '../world/rotations.js';
import type { HandState } from '../world/world-state.js';

/** Where the expert wants the hand to be. */
export interface HandGoal {
  /** Of the end effector, world frame, metres. */
  readonly position: Vector3;
  /** Radians; the hand is kept upright. */
  readonly yaw: number;
  readonly isOpen: boolean;
}

/** How much further than the goal an action points, as the hand only goes part of the way within a tick. */
const gain = 2;

/** The action that brings the hand towards a goal: full speed from afar, slower near it. */
export function actionTowards({ position, yaw, isOpen }: HandGoal, hand: HandState): readonly number[] {
  const step = position.map(
    (value, axis) => (gain * (value - (hand.position[axis] ?? 0))) / actionScale.position,
  );
  const largest = Math.max(1, ...step.map(Math.abs));
  const turn = turnTowards(yaw, hand.rotation).map((angle) => clamp((gain * angle) / actionScale.rotation));
  return [...step.map((value) => value / largest), ...turn, isOpen ? -1 : 1];
}

/** The rotation vector, radians, from where the hand points to straight down with a yaw. */
function turnTowards(yaw: number, rotation: readonly number[]): Vector3 {
  // The end effector's frame is the body's turned by half a turn about x.
  const body = rotation.map((value, index) => (index % 3 === 0 ? value : -value));
  const transposed = [0, 3, 6, 1, 4, 7, 2, 5, 8].map((index) => body[index] ?? 0);
  const difference = multiply(matrixOfEuler([yaw, 0, 0]), transposed);
  const at = (index: number) => difference[index] ?? 0;
  const vector: Vector3 = [at(7) - at(5), at(2) - at(6), at(3) - at(1)];
  const sine = Math.hypot(...vector) / 2;
  const angle = Math.atan2(sine, (at(0) + at(4) + at(8) - 1) / 2);
  const factor = sine < 1e-9 ? 0 : angle / (2 * sine);
  return [vector[0] * factor, vector[1] * factor, vector[2] * factor];
}

function clamp(value: number): number {
  return Math.min(1, Math.max(-1, value));
}
