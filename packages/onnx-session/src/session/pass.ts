import type { Logits } from '@inspire-vla/adapter';
import type { DecoderTraits } from '../model/decoder-traits.js';
import type { LoadedModel } from '../model/load-graphs.js';
import type { OnnxRuntime, OnnxTensor } from '../runtime/runtime.js';
import { floatsOf, floatTensor, int64Tensor } from '../runtime/tensors.js';
import { additiveMask, slotFlags } from './attention-mask.js';
import { appendCache, type Cache, type CacheShape } from './cache.js';
import { embed } from './embed.js';
import type { Sequence } from './sequence.js';
import { writeCache } from './write-cache.js';

/** What a pass gives. */
export interface PassResult {
  readonly cache: Cache;
  readonly logits: Logits;
}

/**
 * Runs the graphs once over new positions.
 *
 * @param rows - indices of the ids whose logits are wanted, ascending.
 */
export async function runPass(
  model: LoadedModel,
  cache: Cache,
  ids: readonly number[],
  sequence: Sequence,
  rows: readonly number[],
): Promise<PassResult> {
  const entries = await embed(model, ids, sequence);
  const wanted = rows.map((row) => sequence.idPositions[row] ?? 0);
  const feeds = { ...entries, ...cache.tensors, ...controlInputs(model, cache, sequence, wanted) };
  const outputs = await model.decoder.graph.run(feeds);
  const { runtime, traits } = model;
  return {
    cache:
      traits.cache === 'whole'
        ? appendCache(cache, outputs, sequence.length)
        : writeCache(cache, outputs, sequence.length, runtime, cacheShapeOf(model)),
    logits: readLogits(model, outputs['logits'], sequence, wanted),
  };
}

/** Sizes of a model's cache. */
export function cacheShapeOf({ manifest, traits }: LoadedModel): CacheShape {
  const { layers, keyValueHeads, headSize } = manifest.dimensions;
  return { layers, keyValueHeads, headSize, type: traits.cacheType };
}

function controlInputs(
  { runtime, traits }: LoadedModel,
  { slots, total }: Cache,
  { length, visible }: Sequence,
  wanted: readonly number[],
): Readonly<Record<string, OnnxTensor>> {
  const mask =
    traits.mask === 'additive'
      ? floatTensor(runtime, additiveMask(slots, total, visible), [1, 1, length, total + length])
      : int64Tensor(runtime, slotFlags(slots, total, length));
  const positions = Array.from({ length }, (_, index) => slots.length + index);
  return {
    attention_mask: mask,
    ...(traits.hasPositions ? { position_ids: int64Tensor(runtime, positions) } : {}),
    ...logitsInput(runtime, traits.logits, length, wanted),
  };
}

/** Which logits the graph is to compute; at least one row, since not every kernel takes none. */
function logitsInput(
  runtime: OnnxRuntime,
  kind: DecoderTraits['logits'],
  length: number,
  [first = length - 1, ...others]: readonly number[],
): Readonly<Record<string, OnnxTensor>> {
  if (kind === 'all') return {};
  if (kind === 'last') return { num_logits_to_keep: int64Tensor(runtime, [length - first], []) };
  return { logit_positions: int64Tensor(runtime, [first, ...others], [1 + others.length]) };
}

function readLogits(
  { vocabulary, traits }: LoadedModel,
  tensor: OnnxTensor | undefined,
  { length }: Sequence,
  wanted: readonly number[],
): Logits {
  const all = floatsOf(tensor, 'logits');
  // Graphs that compute the last rows have some that nobody wants: of images, and of ids between.
  const start = length - all.length / vocabulary.rows;
  const rows = wanted.map((position, row) => (traits.logits === 'chosen' ? row : position - start));
  const values = vocabulary.toLogits(takeRows(all, rows, vocabulary.rows));
  return { rows: rows.length, vocabularySize: vocabulary.size, values };
}

/** Rows of a matrix: a view where they adjoin. */
function takeRows(values: Float32Array, rows: readonly number[], width: number): Float32Array {
  const [first = 0] = rows;
  const last = rows.at(-1) ?? first;
  if (rows.length === 0) return values.subarray(0, 0);
  if (last - first + 1 === rows.length) return values.subarray(first * width, (last + 1) * width);
  const taken = new Float32Array(rows.length * width);
  rows.forEach((row, index) => {
    taken.set(values.subarray(row * width, (row + 1) * width), index * width);
  });
  return taken;
}
