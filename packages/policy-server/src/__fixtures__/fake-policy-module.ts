import type { Policy } from '../index.js';
import { createFakePolicy, type FakeModelOptions } from './fake-policy.js';

/** What a worker loads. */
export function createPolicy(options: unknown): Policy {
  const given = (options ?? {}) as FakeModelOptions & {
    readonly isBroken?: boolean;
    readonly isFatal?: boolean;
    readonly isFull?: boolean;
    readonly isForgetless?: boolean;
  };
  if (given.isBroken === true) throw new Error('the weights are missing');
  const policy = createFakePolicy(given);
  if (given.isFull === true) {
    return {
      ...policy,
      connect() {
        throw new Error('there is no room');
      },
    };
  }
  if (given.isForgetless === true) return withoutEnds(policy);
  if (given.isFatal !== true) return policy;
  return { ...policy, connect: () => ({ ...policy.connect(), infer: () => process.exit(3) }) };
}

/** Whose clients can neither begin anew nor leave. */
export function withoutEnds(policy: Policy): Policy {
  const fail = () => {
    throw new Error('the other end has gone');
  };
  return { ...policy, connect: () => ({ ...policy.connect(), reset: fail, close: fail }), close: async () => fail() };
}
