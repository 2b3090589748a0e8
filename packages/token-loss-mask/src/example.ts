import {
  type EncodedPlan,
  encodePlan,
  type ImagePosition,
  type Plan,
  type Span,
  type VlaAdapter,
} from '@inspire-vla/adapter';
import { checkEncoded, checkReferenceMask, checkSlots } from './check-encoded.js';
import { checkLength } from './check-lengths.js';
import { checkName } from './check-names.js';
import { createCausalMask, createLossMask, type LossPolicy } from './masks.js';
import { tooLong } from './too-long.js';
import { dropQuestions } from './truncate.js';
import { createLossWeights, type WeightOptions } from './weights.js';

/** One sequence with its masks, all of the same length. */
export interface Example {
  readonly ids: readonly number[];
  readonly spans: readonly Span[];
  /** 1 where the token is learnt. */
  readonly loss: Uint8Array;
  /** 1 where a causal step begins. */
  readonly causal: Uint8Array;
  /** Weight of each token's loss, 0 where it is not learnt. Default: `loss`. */
  readonly weights?: Float32Array;
  /** Where cameras enter. */
  readonly images?: readonly ImagePosition[];
}

/** `spans`: by the roles of the spans. `authors`: as the backbone's reference code masks, for parity. */
export const maskNames = ['spans', 'authors'] as const;

/** Name of a rule for the loss mask. */
export type MaskName = (typeof maskNames)[number];

/** Options of {@link createExample}. */
export interface ExampleOptions extends WeightOptions {
  /** Where the loss stands: a rule by name, or roles of your own. Default `spans`. */
  readonly mask?: MaskName | LossPolicy;
  /** Most ids that the example may have; image embeddings are not counted. */
  readonly maximumLength?: number;
  /**
   * What gives way at the maximum length. `never` (default): nothing, the example is an error. `questions`: whole
   * questions with their answers, the last ones first; see {@link dropQuestions}.
   */
  readonly truncate?: 'never' | 'questions';
}

/**
 * Makes a training example of a filled plan: ids, spans, loss mask, weights and causal mask.
 *
 * Nothing is cut without a word: an example over the maximum length is an error, or gives up whole questions.
 *
 * @throws InspireError `SEQUENCE_TOO_LONG` naming the roles that would be lost, `WEIGHT_INVALID`,
 * `LENGTH_INVALID`, `NAME_UNKNOWN` for a mask, a role or a way to cut that does not exist, `ADAPTER_LAYOUT` for a
 * sequence that no adapter may give, and what `encodePlan` throws.
 *
 * @example
 * ```ts
 * import type { Plan, VlaAdapter } from '@inspire-vla/adapter';
 * import { collate, createExample } from '@inspire-vla/token-loss-mask';
 *
 * export function batchOf(adapter: VlaAdapter, plans: readonly Plan[]) {
 *   const examples = plans.map((plan) => createExample(adapter, plan, { maximumLength: 512, truncate: 'questions' }));
 *   return collate(examples, { paddingId: adapter.paddingId });
 * }
 * ```
 */
export function createExample(
  adapter: VlaAdapter,
  plan: Plan,
  options: ExampleOptions = {},
): Required<Example> & { readonly plan: Plan } {
  const { mask = 'spans', maximumLength = Number.POSITIVE_INFINITY, truncate = 'never' } = options;
  if (maximumLength !== Number.POSITIVE_INFINITY) checkLength('maximumLength', maximumLength);
  checkName('truncate', truncate, ['never', 'questions']);
  const kept = truncate === 'questions' ? dropQuestions(adapter, plan, maximumLength) : plan;
  const encoded = encodePlan(adapter, kept);
  if (encoded.ids.length > maximumLength) throw tooLong({ ...encoded, limit: maximumLength, at: 'the plan' });
  checkSlots(encoded, kept);
  const loss = createNamedLossMask(adapter, encoded, mask);
  const weights = createLossWeights(encoded, kept, loss, options);
  return { ...encoded, loss, causal: createCausalMask(encoded), weights, plan: kept };
}

/**
 * The loss mask of a sequence by the name of a rule.
 *
 * An adapter without `referenceLossMask` says that its reference masks by role, so both names give the same.
 *
 * @returns 1 where the token is learnt [ids].
 * @throws InspireError `NAME_UNKNOWN` for a rule or a role that does not exist, `ADAPTER_LAYOUT` for a sequence with an
 * id or a role that is none, and for a reference's mask that is not one 0 or 1 per id.
 */
export function createNamedLossMask(
  adapter: VlaAdapter,
  encoded: EncodedPlan,
  mask: MaskName | LossPolicy = 'spans',
): Uint8Array {
  checkEncoded(encoded);
  if (typeof mask === 'object') return createLossMask(encoded, mask);
  checkName('mask', mask, maskNames);
  const reference = mask === 'authors' ? adapter.referenceLossMask?.(encoded) : undefined;
  if (reference === undefined) return createLossMask(encoded);
  checkReferenceMask(reference, encoded);
  return reference;
}
