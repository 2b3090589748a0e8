import type { ActionChunk, ActionCodec } from '../actions.js';
import { InspireError } from '../errors.js';
import type { Normalizer } from './normalizer.js';

/**
 * A codec in the robot's units: it normalises chunks before it encodes them, and unnormalises what it decodes.
 *
 * @param codec - takes chunks in the backbone's range.
 * @param normalizer - of the actions that the backbone was trained on.
 * @returns a codec whose `encode` throws InspireError `ACTION_NOT_FINITE` for NaN or infinity, which some normalisations
 * would turn into numbers.
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
  const each = (way: 'normalize' | 'unnormalize', actions: ActionChunk) =>
    actions.map((action) => Array.from(normalizer[way](action, Math.max(1, action.length))));
  const { id, shape, stop } = codec;
  return {
    ...{ id, shape, stop },
    encode(actions) {
      checkFinite(actions);
      return codec.encode(each('normalize', actions));
    },
    decode(ids, shape) {
      const decoding = codec.decode(ids, shape);
      return decoding.ok ? { ok: true, actions: each('unnormalize', decoding.actions) } : decoding;
    },
  };
}

function checkFinite(actions: ActionChunk): void {
  for (const [step, action] of actions.entries()) {
    const dimension = action.findIndex((value) => !Number.isFinite(value));
    if (dimension < 0) continue;
    throw new InspireError({
      code: 'ACTION_NOT_FINITE',
      message: `a number of the chunk is ${action[dimension]}`,
      at: `actions[${step}][${dimension}]`,
      fix: 'give finite numbers in the robot’s units',
    });
  }
}
