import { InspireError, type StepFailure, stepFailureOf } from '@inspire-vla/adapter';
import type { PolicyMove, PolicyView, TabletopPolicy } from './policy.js';

/**
 * What a policy wants to be done, or the code of what ended its step: that is the failure of this step, and not the
 * evaluation's.
 *
 * @throws InspireError `ACTION_INVALID` for no list of actions or none in it, and what else the policy raises.
 */
export async function moveOf(policy: TabletopPolicy, view: PolicyView): Promise<PolicyMove | StepFailure> {
  try {
    return checkMove(await policy.act(view));
  } catch (error) {
    const failure = stepFailureOf(error);
    if (failure === null) throw error;
    return failure;
  }
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
