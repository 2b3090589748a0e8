import type { OnnxRuntime, OnnxTensor } from '../runtime/runtime.js';
import type { Slots } from './attention-mask.js';

/**
 * Keys and values of all positions that a session has seen. A pass or a rewind makes a new one.
 *
 * A rewind moves nothing: positions leave `slots`, and the mask hides them. Only dead slots are ever written, so that a
 * cache before a pass stays what it is.
 */
export interface Cache {
  /** By the graph's input name; each [1, heads, total, head size]. */
  readonly tensors: Readonly<Record<string, OnnxTensor>>;
  readonly slots: Slots;
  /** Slots in the tensors. */
  readonly total: number;
}

/** Sizes of a cache. */
export interface CacheShape {
  readonly layers: number;
  readonly keyValueHeads: number;
  readonly headSize: number;
  readonly type: 'float32' | 'float16';
}

/** A cache that has seen nothing. */
export function createCache(runtime: OnnxRuntime, shape: CacheShape): Cache {
  const dims = [1, shape.keyValueHeads, 0, shape.headSize];
  const names = Array.from({ length: shape.layers }, (_, layer) => layer).flatMap((layer) => [
    `past_key_values.${layer}.key`,
    `past_key_values.${layer}.value`,
  ]);
  const tensors = names.map((name) => [name, emptyTensor(runtime, shape.type, dims)] as const);
  return { tensors: Object.fromEntries(tensors), slots: [], total: 0 };
}

function emptyTensor({ Tensor }: OnnxRuntime, type: CacheShape['type'], dims: readonly number[]): OnnxTensor {
  return new Tensor(type, type === 'float32' ? new Float32Array(0) : new Uint16Array(0), dims);
}

/** The cache after a pass of a graph that gives it as a whole: its outputs, as they are. */
export function appendCache(
  cache: Cache,
  outputs: Readonly<Record<string, OnnxTensor>>,
  length: number,
): Cache {
  const tensors = Object.keys(cache.tensors).map((name) => {
    const present = outputs[name.replace('past_key_values', 'present')];
    return [name, present ?? cache.tensors[name]] as const;
  });
  const added = Array.from({ length }, (_, index) => cache.total + index);
  return {
    tensors: Object.fromEntries(tensors) as Record<string, OnnxTensor>,
    slots: [...cache.slots, ...added],
    total: cache.total + length,
  };
}

/** The cache without what stands after `length` positions. Nothing is copied. */
export function rewindCache(cache: Cache, length: number): Cache {
  return { ...cache, slots: cache.slots.slice(0, length) };
}
