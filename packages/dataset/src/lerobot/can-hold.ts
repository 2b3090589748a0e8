import type { Feature } from '../episode.js';
import { holds } from '../writing/holds.js';
import { checkDeclaration } from './check-declaration.js';

/** Whether LeRobot can hold a feature, by the rule that its writers refuse one. */
export function canHoldInLeRobot(feature: Feature, dialogue: readonly string[]): boolean {
  return holds(() => checkDeclaration({ fps: 1, features: [feature], cameras: [] }, dialogue));
}
