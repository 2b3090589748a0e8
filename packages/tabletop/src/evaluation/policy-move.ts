import { InspireError } from '@inspire-vla/adapter';
import type { PolicyMove, PolicyView, TabletopPolicy } from './policy.js';

/**
 * What a policy wants to be done; null where it wrote what is no action: that is its failure, and not the evaluation's.
 *
 * @throws InspireError `ACTION_INVALID` for no action at all, and what else the policy raises.
 */
export async function moveOf(policy: TabletopPolicy, view: PolicyView): Promise<PolicyMove | null> {
  try {
    return checkMove(await policy.act(view));
  } catch (error) {
    if (InspireError.isInstance(error) && error.code === 'ACTION_UNDECODABLE') return null;
    throw error;
  }
}

function checkMove(move: PolicyMove): PolicyMove {
  if (move.actions.length > 0) return move;
  throw new InspireError({
    code: 'ACTION_INVALID',
    message: 'the policy gave no action',
    fix: 'give at least one action of seven numbers',
  });
}
