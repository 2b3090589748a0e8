import type { Column, EpisodeSource, Feature } from '@inspire-vla/dataset';
import type { Batch } from '@inspire-vla/token-loss-mask';
import { hasAnswers } from '../annotation-columns.js';

/** Names of the token features, as openpi's models take them (Physical-Intelligence/openpi\@15a9616a models/model.py). */
export const tokenFeatures = {
  ids: 'tokenized_prompt',
  valid: 'tokenized_prompt_mask',
  causal: 'token_ar_mask',
  loss: 'token_loss_mask',
  /** Ours: index of each token's role in `roles` of `@inspire-vla/adapter`, for metrics by role. */
  role: 'inspire.token_role',
} as const;

/** The token features for sequences of a length. */
export function describeTokens(length: number): readonly Feature[] {
  const feature = (name: string, type: Feature['type']): Feature => ({
    name,
    type,
    shape: [length],
    names: null,
  });
  return [
    feature(tokenFeatures.ids, 'int32'),
    feature(tokenFeatures.valid, 'bool'),
    feature(tokenFeatures.causal, 'int32'),
    feature(tokenFeatures.loss, 'bool'),
    feature(tokenFeatures.role, 'int32'),
  ];
}

/** A batch of one row per frame as columns. */
export function tokenColumns({ ids, valid, causal, loss, roles }: Batch): ReadonlyMap<string, Column> {
  return new Map<string, Column>([
    [tokenFeatures.ids, ids],
    [tokenFeatures.valid, valid],
    [tokenFeatures.causal, Int32Array.from(causal)],
    [tokenFeatures.loss, loss],
    [tokenFeatures.role, Int32Array.from(roles)],
  ]);
}

/**
 * Token features of a source that was annotated before: they were made from its old answers, so they are not handed on.
 */
export function staleTokens({ features }: EpisodeSource): readonly string[] {
  const names: readonly string[] = Object.values(tokenFeatures);
  return hasAnswers(features) ? features.map(({ name }) => name).filter((name) => names.includes(name)) : [];
}
