import type { OnnxRuntime, OnnxTensor } from '../runtime/runtime.js';
import { cacheNumbersOf } from '../runtime/tensors.js';
import type { Cache, CacheShape } from './cache.js';

/** Slots that are made at once, so that a cache is not copied in every step; no more than `compactCache` lets live. */
const room = 64;

/** The cache after a pass of a graph that gives the new positions alone: they are written behind the living slots. */
export function writeCache(
  cache: Cache,
  outputs: Readonly<Record<string, OnnxTensor>>,
  length: number,
  runtime: OnnxRuntime,
  shape: CacheShape,
): Cache {
  const used = cache.slots.length;
  const end = used + length;
  const { tensors, total } = end <= cache.total ? cache : growCache(cache, end + room, runtime, shape);
  for (const [name, tensor] of Object.entries(tensors)) {
    const added = outputs[name.replace('past_key_values', 'appended')];
    if (added !== undefined) copySlots(added, length, tensor, total, used, shape);
  }
  return { tensors, slots: Array.from({ length: end }, (_, slot) => slot), total };
}

/** The same cache in tensors with more slots. */
function growCache(cache: Cache, total: number, runtime: OnnxRuntime, shape: CacheShape): Cache {
  const { keyValueHeads, headSize, type } = shape;
  const size = keyValueHeads * total * headSize;
  const tensors = Object.entries(cache.tensors).map(([name, tensor]) => {
    const data = type === 'float32' ? new Float32Array(size) : new Uint16Array(size);
    const larger = new runtime.Tensor(type, data, [1, keyValueHeads, total, headSize]);
    copySlots(tensor, cache.total, larger, total, 0, shape);
    return [name, larger] as const;
  });
  return { ...cache, tensors: Object.fromEntries(tensors), total };
}

/** Copies all slots of a tensor into another, from a slot on, head by head. */
function copySlots(
  from: OnnxTensor,
  fromTotal: number,
  to: OnnxTensor,
  toTotal: number,
  start: number,
  { keyValueHeads, headSize }: CacheShape,
): void {
  const [source, target] = [cacheNumbersOf(from), cacheNumbersOf(to)];
  for (let head = 0; head < keyValueHeads; head += 1) {
    const part = source.subarray(head * fromTotal * headSize, (head + 1) * fromTotal * headSize);
    target.set(part, (head * toTotal + start) * headSize);
  }
}
