import { InspireError } from '@inspire-vla/adapter';
import { parseDType } from '../arrays/dtype.js';
import type { NdArray } from '../arrays/nd-array.js';
import { isNdArray, isValueMap, type Value, type ValueMap } from '../codec/value.js';

/** What a broker asks when its chunk is used up. */
export interface ChunkPolicy {
  infer(observation: ValueMap): Promise<ValueMap>;
}

/** Hands out a chunk's actions one at a time. */
export interface ActionChunkBroker {
  /** The reply with every array cut to this step's row; the policy is asked only when the chunk is used up. */
  infer(observation: ValueMap): Promise<ValueMap>;
  /** Forgets the chunk, e.g. at the start of an episode. */
  reset(): void;
}

/**
 * Wraps a policy so that it gives one action at a time, as openpi's `ActionChunkBroker` does.
 *
 * @param horizon - steps that one chunk is used for; at most its length.
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
  let [chunk, step]: [ValueMap | null, number] = [null, 0];
  return {
    async infer(observation) {
      if (chunk === null) [chunk, step] = [await policy.infer(observation), 0];
      const reply = mapArrays(chunk, step);
      step += 1;
      if (step >= horizon) chunk = null;
      return reply;
    },
    reset() {
      chunk = null;
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
