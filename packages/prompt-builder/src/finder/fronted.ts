import { standingVerbs } from '../data/verbs.js';
import { isPlace } from './argument.js';
import type { Argument, Clause } from './clauses.js';

/** "on the tray, put the cup": gives places that stand before their verb that verb, as if they followed it. */
export function withFrontedVerbs(clauses: readonly Clause[]): readonly Clause[] {
  return clauses.map((clause, index) => {
    const next = clauses[index + 1];
    const isFronted = clause.verb === null && next !== undefined && clause.arguments.every(isGoalOf(next));
    return isFronted && lacksGoal(next) ? { ...clause, verb: next.verb } : clause;
  });
}

/** "on the table, push the block" only says where the block is; "into the box, push it" says where it goes. */
function isGoalOf({ verb }: Clause): (argument: Argument) => boolean {
  return ({ preposition }) =>
    preposition === 'goal' || (preposition === 'place' && standingVerbs.includes(verb?.lemma ?? ''));
}

/** Whether something is moved, and no place says where to. */
function lacksGoal({ verb, hasPronoun, arguments: all }: Clause): boolean {
  const hasTarget = hasPronoun || all.some(({ preposition }) => preposition === null);
  return verb?.kind === 'move' && hasTarget && !all.some(isPlace);
}
