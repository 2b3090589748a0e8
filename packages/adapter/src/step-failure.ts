import { InspireError } from './errors.js';

/**
 * Codes of errors that end one step of a policy and say nothing of the next: it wrote what is no action, took too long, or
 * was asked more than its context holds. Everything else is wrong with the policy, or with what drives it.
 */
export const stepFailures = ['ACTION_UNDECODABLE', 'RUN_DEADLINE', 'SEQUENCE_TOO_LONG'] as const;

/** A code of {@link stepFailures}. */
export type StepFailure = (typeof stepFailures)[number];

/**
 * The code where an error ends one step only, so that a server, or an evaluation, can go on; null for any other.
 *
 * @example
 * ```ts
 * import { InspireError, stepFailureOf } from '@inspire-vla/adapter';
 *
 * stepFailureOf(new InspireError({ code: 'RUN_DEADLINE', message: 'the step took too long' })); // 'RUN_DEADLINE'
 * stepFailureOf(new Error('the disk is full')); // null
 * ```
 */
export function stepFailureOf(error: unknown): StepFailure | null {
  if (!InspireError.isInstance(error)) return null;
  return stepFailures.find((code) => code === error.code) ?? null;
}
