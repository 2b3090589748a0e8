import { InspireError } from '@inspire-vla/adapter';
import type { Feature } from '../episode.js';
import { checkDeclaration } from './check-declaration.js';

/** Whether LeRobot can hold a feature, by the rule that its writers refuse one. */
export function canHoldInLeRobot(feature: Feature, dialogue: readonly string[]): boolean {
  try {
    checkDeclaration({ fps: 1, features: [feature], cameras: [] }, dialogue);
    return true;
  } catch (error) {
    if (InspireError.isInstance(error)) return false;
    throw error;
  }
}
