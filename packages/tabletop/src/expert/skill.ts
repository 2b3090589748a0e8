import { arcTangent2 } from '../trigonometry/arcs.js';
import type { WorldState } from '../world/world-state.js';
import type { HandGoal } from './move.js';

/** One thing that the expert can do; it remembers how far it is. */
export interface Skill {
  /** Where the hand shall go now; null once all is done. */
  next(state: WorldState): HandGoal | null;
}

/** Goes straight up from where the hand is. */
export function upwards({ hand }: WorldState, height: number, isOpen: boolean, yaw: number): HandGoal {
  const [x, y] = hand.position;
  return { position: [x, y, height], yaw, isOpen };
}

/** Distance between the fingers, metres. */
export function openingOf({ hand }: WorldState): number {
  return hand.fingers[0] - hand.fingers[1];
}

/** The hand's yaw, radians. */
export function yawOf({ hand }: WorldState): number {
  return arcTangent2(hand.rotation[3] ?? 0, hand.rotation[0] ?? 1);
}
