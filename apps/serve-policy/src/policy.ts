import type { Policy } from '@inspire-vla/policy-server';
import { createModelPolicy } from 'inspire-vla';

/**
 * Makes the policy, in the server's thread. Any object with `description`, `connect` and `close` will do in place of a
 * model folder's: see `Policy` in `@inspire-vla/policy-server`.
 */
export function createPolicy(options: unknown): Promise<Policy> {
  const { model } = options as { readonly model: string };
  // The user's own folder: it may bring an adapter of its own.
  return createModelPolicy({ model, isTrusted: true });
}
