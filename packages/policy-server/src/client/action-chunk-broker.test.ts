import { expect, it } from 'vitest';
import { createActionChunkBroker, createNdArray, readNumbers, type ValueMap } from './index.js';

/** A policy whose chunks have three rows: the number of the call, then 0.1 more each. */
function createCountingPolicy() {
  const calls: (ValueMap | AbortSignal | undefined)[][] = [];
  return {
    calls,
    async infer(observation: ValueMap, signal?: AbortSignal): Promise<ValueMap> {
      const call = calls.push([observation, signal]);
      await Promise.resolve();
      return { actions: createNdArray(Float64Array.of(call, call + 0.1, call + 0.2), [3, 1]) };
    },
  };
}

function numberOf({ actions }: ValueMap): number | undefined {
  return readNumbers(actions as ReturnType<typeof createNdArray>)[0];
}

it('hands out no action for another instruction', async () => {
  const broker = createActionChunkBroker(createCountingPolicy(), 3);
  const given: (number | undefined)[] = [];
  for (const prompt of ['lift', 'lift', 'push', 'push', 'lift'])
    given.push(numberOf(await broker.infer({ prompt })));
  expect(given).toEqual([1, 1.1, 2, 2.1, 3]);
});

it('forgets a chunk that was on its way when it was reset', async () => {
  const broker = createActionChunkBroker(createCountingPolicy(), 3);
  const late = broker.infer({});
  broker.reset();
  expect(numberOf(await late)).toBe(1);
  expect(numberOf(await broker.infer({}))).toBe(2);
});

it('gives the signal to the policy', async () => {
  const policy = createCountingPolicy();
  const { signal } = new AbortController();
  await createActionChunkBroker(policy, 3).infer({}, signal);
  expect(policy.calls).toEqual([[{}, signal]]);
});

it.each([0, -1, 1.5, Number.NaN])('refuses a horizon of %s', (horizon) => {
  expect(() => createActionChunkBroker(createCountingPolicy(), horizon)).toThrow(
    expect.objectContaining({ code: 'HORIZON_INVALID' }),
  );
});
