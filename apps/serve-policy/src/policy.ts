import type { Policy } from '@inspire-vla/policy-server';
import { createModelPolicy } from 'inspire-vla';

/**
 * Makes the policy, in the server's thread. Any object with `description`, `connect` and `close` will do in place of a
 * model folder's: see `Policy` in `@inspire-vla/policy-server`.
 */
export function createPolicy(options: unknown): Promise<Policy> {
  const { model } = options as { readonly model: string };
  return createModelPolicy({
    model,
    questions: 'ask',
    speculate: true,
    askEvery: 1,
    temperature: 0,
    seed: 1,
    checksums: true,
    isTrusted: true,
  });
}
