import { type ExtendOptions, type Logits, logitRows, type VlaSession } from '@inspire-vla/adapter';
import { misuse } from '../errors.js';
import type { PictureEmbeddings } from '../model/encode-pictures.js';
import type { LoadedModel } from '../model/load-graphs.js';
import { type Cache, createCache, rewindCache } from './cache.js';
import { compactCache } from './compact-cache.js';
import { cacheShapeOf, runPass } from './pass.js';
import { layOut, type Sequence } from './sequence.js';

/** What a session shares with its model. */
export interface SessionModel {
  readonly loaded: LoadedModel;
  /** Runs a pass; throws `MODEL_CLOSED` where the weights are gone. */
  use<T>(action: () => Promise<T>): Promise<T>;
}

/** Makes a session on one observation. Its calls are run one after the other. */
export function createSession({ loaded, use }: SessionModel, embeddings: PictureEmbeddings): VlaSession {
  const { runtime, manifest, traits } = loaded;
  const shape = cacheShapeOf(loaded);
  const empty = createCache(runtime, shape);
  let cache = empty;
  let blocks: readonly (readonly [start: number, end: number])[] = [];
  let queue: Promise<unknown> = Promise.resolve();
  let [pending, isClosed] = [0, false];

  async function extend(ids: readonly number[], options: ExtendOptions): Promise<Logits> {
    checkOpen(isClosed);
    options.signal?.throwIfAborted();
    const sequence = layOut(ids, options, embeddings, manifest);
    checkAttention(sequence, traits.mask);
    const rows = logitRows(options.logits, ids.length);
    const start = cache.slots.length;
    checkLength(start + sequence.length, manifest.dimensions.contextLength);
    const compacted = compactCache(cache, runtime, shape, !traits.hasPositions);
    const result = await use(() => runPass(loaded, compacted, ids, sequence, rows));
    // A pass cannot be stopped while it runs; one that is not wanted any more leaves no trace.
    options.signal?.throwIfAborted();
    checkOpen(isClosed);
    cache = result.cache;
    blocks = [...blocks, ...sequence.blocks.map(([from, to]) => [start + from, start + to] as const)];
    return result.logits;
  }

  return {
    extend(ids, options) {
      const taken = { ids: [...ids], options: { ...options } };
      pending += 1;
      const result = queue
        .then(() => extend(taken.ids, taken.options))
        .finally(() => {
          pending -= 1;
        });
      queue = result.catch(() => undefined);
      return result;
    },
    rewind(length) {
      checkOpen(isClosed);
      checkRewind(length, cache, pending, blocks);
      blocks = blocks.filter(([, end]) => end <= length);
      cache = length === 0 ? empty : rewindCache(cache, length);
    },
    async close() {
      isClosed = true;
      await queue;
      cache = empty;
    },
    get length() {
      return cache.slots.length;
    },
  };
}

function checkOpen(isClosed: boolean): void {
  if (isClosed) throw misuse('SESSION_CLOSED', 'the session is closed', 'open a new one');
}

function checkLength(length: number, limit: number): void {
  if (length <= limit) return;
  const message = `${length} positions are more than the model's context of ${limit}`;
  throw misuse('SEQUENCE_TOO_LONG', message, 'ask about fewer objects', 'session.extend');
}

function checkAttention({ blocks }: Sequence, mask: 'additive' | 'flags'): void {
  if (mask === 'additive' || blocks.length === 0) return;
  const message = 'the graph has no mask for block attention';
  throw misuse('ATTENTION_UNSUPPORTED', message, 'export the model with python/export', 'session.extend');
}

function checkRewind(
  length: number,
  { slots }: Cache,
  pending: number,
  blocks: readonly (readonly [number, number])[],
): void {
  const refuse = (message: string, fix: string) => misuse('SESSION_REWIND', message, fix, 'session.rewind');
  if (pending > 0) throw refuse('a pass is under way', 'await extend first');
  if (!Number.isInteger(length) || length < 0 || length > slots.length)
    throw refuse(`cannot rewind ${slots.length} positions to ${length}`, 'rewind to less');
  // What is left of a block has seen what was cut off.
  const cut = blocks.find(([start, end]) => length > start && length < end);
  if (cut !== undefined)
    throw refuse(`positions ${cut[0]} to ${cut[1]} see each other`, `rewind to ${cut[0]} or ${cut[1]}`);
}
