import type { Mention } from './attach.js';
import { carries } from './carries.js';
import type { Clause } from './clauses.js';

/**
 * What "it" names again, where that makes something else of it: "go to the fridge and open it", "fill the cup with water
 * and bring it to the table", "take the milk out of the fridge and close it". Null where it is what was moved.
 *
 * @param before - mentions of the clauses before.
 * @param isWayThere - whether the last of them only says where to go.
 */
export function meantAgain(
  { verb, hasPronoun, hasIndefinite, arguments: all }: Clause,
  number: number,
  before: readonly Mention[],
  isWayThere: boolean,
): Mention | null {
  const last = before.at(-1);
  const hasTarget = all.some(({ preposition }) => preposition === null);
  if (last === undefined || verb === null || !hasPronoun || hasIndefinite || hasTarget) return null;
  const isClosed = /^(close|shut)$/.test(verb.lemma);
  const isOnlyOne = isWayThere && !before.some(({ role }) => role === 'target');
  const meant = last.role === 'reference' && (isClosed || isOnlyOne) ? last : filledBefore(last, before);
  if (meant === undefined) return null;
  const role = verb.kind === 'operate' ? 'fixture' : 'target';
  return {
    ...meant,
    // A side keeps its preposition: "the top of the shelf".
    words: meant.region === null ? '' : meant.words,
    role,
    isHeld: false,
    isTaken: role === 'target' && carries(verb),
    isJoined: false,
    clause: number,
    hasVerb: true,
  };
}

/** What was filled in the clause of a mention. */
function filledBefore({ clause }: Mention, before: readonly Mention[]): Mention | undefined {
  return before.findLast((mention) => mention.clause === clause && mention.isFilled);
}
