import { InspireError } from '@inspire-vla/adapter';
import type { Goal, GoalRelation } from './task.js';

/** What a relation is about: lying on or in something, lying beside it, or a drawer or button alone. */
export type RelationKind = 'held' | 'beside' | 'part';

/** Kinds of all relations. */
export const relationKinds: Readonly<Record<GoalRelation, RelationKind>> = {
  on: 'held',
  in: 'held',
  'left-of': 'beside',
  'right-of': 'beside',
  'in-front-of': 'beside',
  behind: 'beside',
  'next-to': 'beside',
  open: 'part',
  closed: 'part',
  pressed: 'part',
};

/**
 * The kind of a goal's relation.
 *
 * @throws InspireError `TASK_INVALID` for a relation that is none, and for a target too few or too many.
 */
export function relationKindOf(goal: Goal): RelationKind {
  const { relation } = goal;
  if (!Object.hasOwn(relationKinds, relation)) {
    throw invalid(`no goal can be "${relation}"`, `use one of ${Object.keys(relationKinds).join(', ')}`);
  }
  const kind = relationKinds[relation];
  const hasTarget = 'target' in goal;
  if (kind === 'part' && hasTarget) throw invalid(`"${relation}" has no target`, 'leave the target out');
  if (kind !== 'part' && !hasTarget) throw invalid(`"${relation}" lacks its target`, 'name the target');
  return kind;
}

function invalid(message: string, fix: string): InspireError {
  return new InspireError({ code: 'TASK_INVALID', message, at: 'relation', fix });
}
