import { InspireError } from '@inspire-vla/adapter';
import type { PolicyMove, PolicyView, TabletopPolicy } from './policy.js';

/**
 * What a policy wants to be done; null where it wrote what is no action, or wrote none in its time: that is its failure, and
 * not the evaluation's.
 *
 * @throws InspireError `ACTION_INVALID` for no list of actions or none in it, and what else the policy raises.
 */
export async function moveOf(policy: TabletopPolicy, view: PolicyView): Promise<PolicyMove | null> {
  try {
    return checkMove(await policy.act(view));
  } catch (error) {
    if (isOfOneStep(error)) return null;
    throw error;
  }
}

/** A step that failed is none of the next episode's business: the policy wrote what is no action, or took too long. */
function isOfOneStep(error: unknown): boolean {
  if (!InspireError.isInstance(error)) return false;
  return error.code === 'ACTION_UNDECODABLE' || error.code === 'RUN_DEADLINE';
}

function checkMove(move: PolicyMove): PolicyMove {
  // A policy of somebody else may give anything.
  const actions: unknown = move?.actions;
  if (Array.isArray(actions) && actions.length > 0) return move;
  throw new InspireError({
    code: 'ACTION_INVALID',
    message: Array.isArray(actions) ? 'the policy gave no action' : 'the policy gave no list of actions',
    at: 'actions',
    fix: 'give at least one action of seven numbers, as { actions: [[…]] }',
  });
}
