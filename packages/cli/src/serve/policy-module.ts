import type { Policy } from '@inspire-vla/policy-server';
import type { ModelChoices } from './choices.js';
import { createModelPolicy } from './create-model-policy.js';

/** What the server's thread loads: see `PolicyModule` in `@inspire-vla/policy-server`. */
export function createPolicy(options: unknown): Promise<Policy> {
  return createModelPolicy(options as ModelChoices);
}
