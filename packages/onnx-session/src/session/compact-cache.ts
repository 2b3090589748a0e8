import type { OnnxRuntime, OnnxTensor } from '../runtime/runtime.js';
import { cacheNumbersOf } from '../runtime/tensors.js';
import type { Cache, CacheShape } from './cache.js';

/** Dead slots that are worth less than a copy of the cache. */
const tolerated = 64;

/**
 * Copies the living slots together where dead ones have become many: more than 64, and more than half of the living.
 *
 * Dead slots cost a little in every pass, a copy costs once; after one, at least 64 positions must be rewound before the
 * next.
 *
 * @param isCounted - whether the graph counts the slots to know its positions: then none may be dead.
 */
export function compactCache(
  cache: Cache,
  runtime: OnnxRuntime,
  shape: CacheShape,
  isCounted = false,
): Cache {
  const dead = cache.total - cache.slots.length;
  const isTolerable = dead <= tolerated || dead <= cache.slots.length / 2;
  if (dead === 0 || (isTolerable && !isCounted)) return cache;
  const tensors = Object.entries(cache.tensors).map(([name, tensor]) => {
    return [name, gather(tensor, cache, runtime, shape)] as const;
  });
  return {
    tensors: Object.fromEntries(tensors),
    slots: cache.slots.map((_, position) => position),
    total: cache.slots.length,
  };
}

function gather(
  tensor: OnnxTensor,
  { slots, total }: Cache,
  runtime: OnnxRuntime,
  shape: CacheShape,
): OnnxTensor {
  const { keyValueHeads, headSize, type } = shape;
  const from = cacheNumbersOf(tensor);
  const length = keyValueHeads * slots.length * headSize;
  const to = type === 'float32' ? new Float32Array(length) : new Uint16Array(length);
  for (let head = 0; head < keyValueHeads; head += 1)
    slots.forEach((slot, position) => {
      const start = (head * total + slot) * headSize;
      to.set(from.subarray(start, start + headSize), (head * slots.length + position) * headSize);
    });
  return new runtime.Tensor(type, to, [1, keyValueHeads, slots.length, headSize]);
}
