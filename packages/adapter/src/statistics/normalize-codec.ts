import type { ActionCodec } from '../actions.js';
import type { Normalizer } from './normalizer.js';

/**
 * A codec in the robot's units: it normalises chunks before it encodes them, and unnormalises what it decodes.
 *
 * @param codec - takes chunks in the backbone's range.
 * @param normalizer - of the actions that the backbone was trained on.
 *
 * @example
 * ```ts
 * import type { ActionCodec } from '@inspire-vla/adapter';
 * import { createNormalizer, normalizeCodec, type NormStats } from '@inspire-vla/adapter/statistics';
 *
 * export function inRobotUnits(codec: ActionCodec, actions: NormStats): ActionCodec {
 *   return normalizeCodec(codec, createNormalizer('quantile', actions));
 * }
 * ```
 */
export function normalizeCodec(codec: ActionCodec, normalizer: Normalizer): ActionCodec {
  const each = (way: 'normalize' | 'unnormalize', actions: readonly (readonly number[])[]) =>
    actions.map((action) => Array.from(normalizer[way](action, Math.max(1, action.length))));
  return {
    ...codec,
    encode: (actions) => codec.encode(each('normalize', actions)),
    decode(ids, shape) {
      const decoding = codec.decode(ids, shape);
      return decoding.ok ? { ok: true, actions: each('unnormalize', decoding.actions) } : decoding;
    },
  };
}
