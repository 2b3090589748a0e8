import { arcTangent2 } from '../trigonometry/arcs.js';
import { actionScale } from '../world/hand-target.js';
import type { Vector3 } from '../world/rotations.js';
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

/**
 * The rotation vector, radians, from where the hand points to straight down with a yaw. The yaw goes the way that the
 * hand's range allows, which is not always the shorter one.
 */
function turnTowards(yaw: number, rotation: readonly number[]): Vector3 {
  const at = (index: number) => rotation[index] ?? 0;
  // The end effector's z axis points down where the hand hangs straight.
  const [x, y] = [-at(2), -at(5)];
  return [y, -x, yaw - arcTangent2(at(3), at(0))];
}

function clamp(value: number): number {
  return Math.min(1, Math.max(-1, value));
}
