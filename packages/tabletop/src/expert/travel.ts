import type { Vector3 } from '../world/rotations.js';
import type { HandState } from '../world/world-state.js';
import type { HandGoal } from './move.js';

/** Where the hand shall come down, and how high it must be on the way. */
interface Way {
  /** Of the end effector at the end, world frame, metres. */
  readonly end: Vector3;
  readonly yaw: number;
  readonly isOpen: boolean;
  /** Height of the end effector that passes over all on the way. */
  readonly over: number;
  /** Height above the end from which the hand may come down. */
  readonly hover: number;
  /** Whether it shall stay above for now. */
  readonly isWaiting?: boolean;
}

/** How far aside the hand may be when it comes down, metres, and what each metre of height adds. */
const cone = { tip: 0.007, slope: 0.35 } as const;

/** Goes over a place and down to it: up first if something is in the way, then across, then down within a cone. */
export function travel({ end, yaw, isOpen, over, hover, isWaiting = false }: Way, hand: HandState): HandGoal {
  const [x, y, z] = hand.position;
  const aside = Math.hypot(end[0] - x, end[1] - y);
  const above = Math.max(0, z - end[2]);
  const isAbove = aside < cone.tip + cone.slope * above && above < hover + 0.08;
  if (isAbove && (aside < 0.02 || above > 0.5 * hover)) {
    const reachable = aside > cone.tip ? end[2] + (aside - cone.tip) / cone.slope : end[2];
    const height = isWaiting ? Math.max(reachable, end[2] + hover) : reachable;
    return { position: [end[0], end[1], height], yaw, isOpen };
  }
  const height = Math.max(over, end[2] + hover);
  const missing = over - z;
  if (missing > 0.03) return { position: [x, y, height], yaw, isOpen };
  const share = Math.min(1, Math.max(0, 1 - missing / 0.03));
  return { position: [x + share * (end[0] - x), y + share * (end[1] - y), height], yaw, isOpen };
}
