import type { Order, Plan } from './plan.js';

/** The order that a plan says, or else that its turns show. */
export function orderOf({ order, turns }: Plan): Order {
  return order ?? (turns[0]?.kind === 'question' ? 'vqa-first' : 'instruct-first');
}

/**
 * The plain backbone's plan: instruction and action, in the order of the whole plan.
 *
 * @example
 * ```ts
 * import { type Plan, withoutQuestions } from '@inspire-vla/adapter';
 *
 * export const baselineOf = (plan: Plan) => withoutQuestions(plan).order; // vqa-first, where a question came first
 * ```
 */
export function withoutQuestions(plan: Plan): Plan {
  // Said while the turns still show it: without questions they no longer do.
  const order = orderOf(plan);
  return { ...plan, order, turns: plan.turns.filter(({ kind }) => kind !== 'question') };
}
