import { type EncodedPlan, InspireError, type Plan, type Role, type Span } from '@inspire-vla/adapter';
import { checkRoles } from './check-names.js';

/** How much each learnt token counts. */
export interface WeightOptions {
  /** Factor by role, e.g. `{ answer: 2 }`. Default 1. */
  readonly roleWeights?: Readonly<Partial<Record<Role, number>>>;
  /** Factor by object phrase, on all tokens of the object's turn, e.g. `{ 'the plate': 0.5 }`. Default 1. */
  readonly objectWeights?: Readonly<Record<string, number>>;
}

/**
 * The weight of each token's loss: the product of its role's and its object's factor, 0 where nothing is learnt.
 *
 * @param loss - 1 where the token is learnt [ids].
 * @returns one weight per id [ids].
 * @throws InspireError `WEIGHT_INVALID` for a factor that is negative or not finite, `NAME_UNKNOWN` for a role that does
 * not exist.
 *
 * @example
 * ```ts
 * import { createAnswerVocabulary, type Plan } from '@inspire-vla/adapter';
 * import { createLossMask, createLossWeights } from '@inspire-vla/token-loss-mask';
 *
 * const turn = { kind: 'question', object: 'the plate', question: 'the plate?', answer: 'left' } as const;
 * const plan: Plan = { vocabulary: createAnswerVocabulary(), state: null, turns: [turn] };
 * const encoded = {
 *   ids: [7, 8],
 *   spans: [
 *     { role: 'question', attention: 'causal', start: 0, end: 1, turn: 0 },
 *     { role: 'answer', attention: 'causal', start: 1, end: 2, turn: 0 },
 *   ],
 *   images: [],
 * } as const;
 * const weights = createLossWeights(encoded, plan, createLossMask(encoded), {
 *   roleWeights: { answer: 2 },
 *   objectWeights: { 'the plate': 0.25 },
 * });
 * console.log([...weights]); // [ 0, 0.5 ]
 * ```
 */
export function createLossWeights(
  encoded: EncodedPlan,
  plan: Plan,
  loss: Uint8Array,
  options: WeightOptions = {},
): Float32Array {
  const { roleWeights = {}, objectWeights = {} } = options;
  checkRoles('roleWeights', roleWeights);
  checkFactors(roleWeights, 'roleWeights');
  checkFactors(objectWeights, 'objectWeights');
  const objectFactors = new Map(Object.entries(objectWeights));
  const factorOf = ({ role, turn }: Span) => {
    const owner = turn === undefined ? undefined : plan.turns[turn];
    const ofObject = owner?.kind === 'question' ? objectFactors.get(owner.object) : undefined;
    return (roleWeights[role] ?? 1) * (ofObject ?? 1);
  };
  const weights = Float32Array.from(loss);
  for (const span of encoded.spans) {
    const factor = factorOf(span);
    for (let index = span.start; index < span.end; index += 1) weights[index] = (loss[index] ?? 0) * factor;
  }
  return weights;
}

function checkFactors(factors: Readonly<Record<string, number>>, field: string): void {
  for (const [name, factor] of Object.entries(factors)) {
    if (Number.isFinite(factor) && factor >= 0) continue;
    throw new InspireError({
      code: 'WEIGHT_INVALID',
      message: `the weight ${factor} is negative or not finite`,
      at: `${field}[${JSON.stringify(name)}]`,
      fix: 'give a number of 0 or more',
    });
  }
}
