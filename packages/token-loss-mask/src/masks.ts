import type { EncodedPlan, Role } from '@inspire-vla/adapter';
import { checkCount } from './check-lengths.js';
import { checkRoles } from './check-names.js';

/** The label that a loss function ignores, as PyTorch's cross-entropy does by default. */
export const ignoredLabel = -100;

/** Which roles are learnt. */
export type LossPolicy = Readonly<Partial<Record<Role, boolean>>>;

/** Loss on answers, actions and the turn ends that the backbone's reference trains; InSpire's own rule. */
export const defaultLossPolicy: LossPolicy = { answer: true, action: true, end: true };

/**
 * The loss mask of a sequence: a function of its spans, so a direction word in a question is never learnt.
 *
 * Source: paper, section 3.3 (the autoregressive loss stands on answer and action tokens only).
 *
 * @returns 1 where the token is learnt [ids].
 * @throws InspireError `NAME_UNKNOWN` for a policy with a role that does not exist.
 *
 * @example
 * ```ts
 * import { createLossMask } from '@inspire-vla/token-loss-mask';
 *
 * const mask = createLossMask({
 *   ids: [7, 8, 9],
 *   spans: [
 *     { role: 'question', attention: 'causal', start: 0, end: 2 },
 *     { role: 'answer', attention: 'causal', start: 2, end: 3 },
 *   ],
 *   images: [],
 * });
 * console.log([...mask]); // [ 0, 0, 1 ]
 * ```
 */
export function createLossMask(encoded: EncodedPlan, policy: LossPolicy = defaultLossPolicy): Uint8Array {
  if (policy !== defaultLossPolicy) checkRoles('policy', policy);
  const mask = new Uint8Array(encoded.ids.length);
  for (const { role, start, end } of encoded.spans) if (policy[role] === true) mask.fill(1, start, end);
  return mask;
}

/**
 * Where a causal step begins: 1 sees what stands before it, 0 belongs to the bidirectional block of the token
 * before it (openpi's `token_ar_mask`).
 *
 * @returns one flag per id [ids].
 */
export function createCausalMask(encoded: EncodedPlan): Uint8Array {
  const mask = new Uint8Array(encoded.ids.length);
  for (const { attention, start, end } of encoded.spans) if (attention === 'causal') mask.fill(1, start, end);
  return mask;
}

/**
 * Labels for a cross-entropy loss: the id where it is learnt, {@link ignoredLabel} elsewhere. Not shifted.
 *
 * @param loss - 1 where the token is learnt [ids].
 * @returns one label per id [ids].
 * @throws InspireError `EXAMPLE_SHAPE` for a mask of another length than the ids.
 */
export function createLabels(ids: readonly number[], loss: Uint8Array): Int32Array {
  checkCount('loss', loss.length, ids.length, 'loss');
  return Int32Array.from(ids, (id, index) => (loss[index] === 1 ? id : ignoredLabel));
}
