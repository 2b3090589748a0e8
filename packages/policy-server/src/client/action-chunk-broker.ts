import { InspireError } from '@inspire-vla/adapter';
import { checkHorizon } from '../arrays/check-horizon.js';
import { parseDType } from '../arrays/dtype.js';
import type { NdArray } from '../arrays/nd-array.js';
import { isNdArray, isValueMap, type Value, type ValueMap } from '../codec/value.js';

/** What a broker asks when its chunk is used up. */
export interface ChunkPolicy {
  infer(observation: ValueMap, signal?: AbortSignal): Promise<ValueMap>;
}

/** Hands out a chunk's actions one at a time. */
export interface ActionChunkBroker {
  /**
   * The reply with every array cut to this step's row. The policy is asked only when the chunk is used up, or `prompt`
   * is another than the chunk's.
   *
   * @throws InspireError `CHUNK_SHORT` where the chunk has fewer rows, and what the policy throws.
   */
  infer(observation: ValueMap, signal?: AbortSignal): Promise<ValueMap>;
  /** Forgets the chunk, also one that is on its way, e.g. at the start of an episode. */
  reset(): void;
}

/** A chunk that is being handed out. */
interface Held {
  readonly reply: ValueMap;
  /** What it was asked for. */
  readonly prompt: Value | undefined;
  readonly step: number;
}

/**
 * Wraps a policy so that it gives one action at a time, as openpi's `ActionChunkBroker` does. Other than there, a chunk
 * for one instruction is not handed out for another.
 *
 * @param horizon - steps that one chunk is used for; at most its length.
 * @throws InspireError `HORIZON_INVALID` for one that is no whole number of at least 1.
 *
 * @example
 * ```ts
 * import { createActionChunkBroker, createNdArray } from '@inspire-vla/policy-server/client';
 *
 * const policy = { infer: async () => ({ actions: createNdArray(Float64Array.of(1, 2, 3, 4), [2, 2]) }) };
 * const broker = createActionChunkBroker(policy, 2);
 * const { actions } = await broker.infer({});
 * console.log(actions); // the first action, of shape [2]
 * ```
 */
export function createActionChunkBroker(policy: ChunkPolicy, horizon: number): ActionChunkBroker {
  checkHorizon(horizon, 'createActionChunkBroker');
  let [held, resets]: [Held | null, number] = [null, 0];
  return {
    async infer(observation, signal) {
      const { prompt } = observation;
      const begun = resets;
      const kept = held !== null && held.prompt === prompt ? held : null;
      const chunk = kept ?? { reply: await policy.infer(observation, signal), prompt, step: 0 };
      const reply = mapArrays(chunk.reply, chunk.step);
      const step = chunk.step + 1;
      // A chunk that was asked for before a reset is of another episode.
      if (begun === resets) held = step < horizon ? { ...chunk, step } : null;
      return reply;
    },
    reset() {
      resets += 1;
      held = null;
    },
  };
}

function mapArrays(value: ValueMap, step: number): ValueMap {
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, rowsAt(inner ?? null, step, key)] as const,
  );
  return Object.fromEntries(entries);
}

function rowsAt(value: Value, step: number, at: string): Value {
  if (isNdArray(value)) return rowAt(value, step, at);
  if (Array.isArray(value)) return value.map((inner, index) => rowsAt(inner, step, `${at}.${index}`));
  return isValueMap(value) ? mapArrays(value, step) : value;
}

function rowAt({ dtype, shape: [rows = 0, ...shape], bytes }: NdArray, step: number, at: string): NdArray {
  if (step >= rows) {
    throw new InspireError({
      code: 'CHUNK_SHORT',
      message: `the chunk has ${rows} rows, step ${step + 1} is wanted`,
      at,
      fix: 'take a horizon of at most the length of the chunk',
    });
  }
  const size = shape.reduce((product, axis) => product * axis, parseDType(dtype, at).size);
  return { kind: 'array', dtype, shape, bytes: bytes.subarray(step * size, (step + 1) * size) };
}
