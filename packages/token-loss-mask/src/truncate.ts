import { encodePlan, orderOf, type Plan, type VlaAdapter } from '@inspire-vla/adapter';
import { tooLong } from './too-long.js';

/**
 * A filled plan that fits, without as many of its questions as it takes.
 *
 * A question goes with its answer, the last one first: plans name objects in the order of the instruction, and what
 * is moved stands before where it goes. The instruction and the action never go, nor does the last slot of a plan
 * that has no action.
 *
 * @param maximumLength - ids at most; image embeddings are not counted.
 * @returns the plan itself where it fits.
 * @throws InspireError `SEQUENCE_TOO_LONG` where it does not fit without questions either, naming the roles that a
 * cut would lose, and what `encodePlan` throws.
 */
export function dropQuestions(adapter: VlaAdapter, plan: Plan, maximumLength: number): Plan {
  // Said while the turns still show it: without questions they no longer do.
  const order = orderOf(plan);
  let kept = plan;
  for (;;) {
    const encoded = encodePlan(adapter, kept);
    if (encoded.ids.length <= maximumLength) return kept;
    const last = kept.turns.findLastIndex(({ kind }) => kind === 'question');
    const slots = kept.turns.filter(({ kind }) => kind !== 'instruction').length;
    if (last < 0 || slots === 1) {
      throw tooLong({ ...encoded, limit: maximumLength, at: 'the plan without further questions' });
    }
    kept = { ...kept, order, turns: kept.turns.filter((_, index) => index !== last) };
  }
}
