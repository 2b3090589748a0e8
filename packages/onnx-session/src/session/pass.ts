import type { ExtendOptions, Logits } from '@inspire-vla/adapter';
import { misuse } from '../errors.js';
import type { LoadedModel } from '../model/load-graphs.js';
import type { OnnxTensor } from '../runtime/runtime.js';
import { floatsOf, floatTensor, int64Tensor } from '../runtime/tensors.js';
import { additiveMask, slotFlags } from './attention-mask.js';
import { appendCache, type Cache } from './cache.js';
import { embed } from './embed.js';
import type { Sequence } from './sequence.js';

/** What a pass gives. */
export interface PassResult {
  readonly cache: Cache;
  readonly logits: Logits;
}

/**
 * Runs the graphs once over new positions.
 *
 * @param rows - logits of so many last ids are wanted.
 */
export async function runPass(
  model: LoadedModel,
  cache: Cache,
  ids: readonly number[],
  sequence: Sequence,
  rows: number,
): Promise<PassResult> {
  const entries = await embed(model, ids, sequence);
  // From the first wanted id on; images between them have rows too, which are dropped below.
  const kept = sequence.length - (sequence.idPositions[ids.length - rows] ?? sequence.length - 1);
  const feeds = { ...entries, ...cache.tensors, ...controlInputs(model, cache, sequence, kept) };
  const outputs = await model.decoder.graph.run(feeds);
  return {
    cache: appendCache(cache, outputs, sequence.length),
    logits: readLogits(model, outputs['logits'], sequence, rows),
  };
}

function controlInputs(
  { runtime, traits }: LoadedModel,
  { slots, total }: Cache,
  { length, visible }: Sequence,
  kept: number,
): Readonly<Record<string, OnnxTensor>> {
  const mask =
    traits.mask === 'additive'
      ? floatTensor(runtime, additiveMask(slots, total, visible), [1, 1, length, total + length])
      : int64Tensor(runtime, slotFlags(slots, total, length));
  const positions = Array.from({ length }, (_, index) => slots.length + index);
  return {
    attention_mask: mask,
    ...(traits.hasPositions ? { position_ids: int64Tensor(runtime, positions) } : {}),
    ...(traits.keepsLogits ? { num_logits_to_keep: int64Tensor(runtime, [kept], []) } : {}),
  };
}

function readLogits(
  { vocabulary }: LoadedModel,
  tensor: OnnxTensor | undefined,
  { idPositions, length }: Sequence,
  rows: number,
): Logits {
  const all = floatsOf(tensor, 'logits');
  const given = all.length / vocabulary.rows;
  const wanted = idPositions.slice(idPositions.length - rows).map((position) => position - length + given);
  const values = vocabulary.toLogits(takeRows(all, wanted, vocabulary.rows));
  return { rows, vocabularySize: vocabulary.size, values };
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

/**
 * How many rows of logits an option asks for, at most one per id.
 *
 * @throws InspireError `LOGITS_OPTION`.
 */
export function wantedRows(logits: ExtendOptions['logits'], count: number): number {
  if (logits === 'all') return count;
  if (logits === 'last') return 1;
  if (Number.isInteger(logits) && logits >= 0) return Math.min(logits, count);
  const fix = 'give "last", "all", or a whole number';
  throw misuse('LOGITS_OPTION', `logits of the last ${logits} ids are wanted`, fix, 'session.extend');
}
