import type { World } from './world.js';
import type { WorldState } from './world-state.js';

/** Whether the physics of an episode can be believed: all numbers are finite, and the engine has not warned since the reset. */
export function isSound(
  world: Pick<World, 'warnings'>,
  { hand, things, parts }: Pick<WorldState, 'hand' | 'things' | 'parts'>,
): boolean {
  const numbers = [
    ...[hand.position, hand.rotation, hand.fingers].flat(),
    ...things.flatMap(({ position, rotation, speed }) => [...position, ...rotation, speed]),
    ...parts.flatMap(({ position, value }) => [...position, value]),
  ];
  return numbers.every(Number.isFinite) && world.warnings() === 0;
}
