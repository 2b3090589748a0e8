import { setImmediate } from 'node:timers/promises';
import { InspireError } from '@inspire-vla/adapter';
import { usageCode } from '../terminal/print-error.js';
import type { AskedPolicy } from './asked-policy.js';
import { createFolderPolicy } from './folder-policy.js';
import type { PolicyChoice } from './requests.js';
import { createServerPolicy } from './server-policy.js';

/** How a policy is made. */
export interface PolicyOptions {
  /** Actions of a chunk that are done before the policy is asked again; null: all. */
  readonly replan: number | null;
  /** Ends what the policy waits for, and what it is asked next. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the digests of a model's files are compared; default true. */
  readonly checksums?: boolean | undefined;
}

/**
 * Makes a policy from its choice.
 *
 * @throws InspireError `USAGE` for a choice of no kind that there is, and what making it raises.
 */
export async function createPolicy(choice: PolicyChoice, options: PolicyOptions): Promise<AskedPolicy> {
  const policy = await make(choice, options);
  return options.signal === undefined ? policy : heeding(policy, choice, options.signal);
}

async function make(
  choice: PolicyChoice,
  { replan, signal, checksums }: PolicyOptions,
): Promise<AskedPolicy> {
  const { createExpertPolicy, createRandomPolicy } = await import('@inspire-vla/tabletop');
  if (choice.kind === 'server') return createServerPolicy(choice.url, replan, signal);
  if (choice.kind === 'model') return createFolderPolicy(choice, replan, checksums);
  if (choice.kind === 'random') return createRandomPolicy();
  if (choice.kind === 'expert') return createExpertPolicy();
  throw unknownPolicy(choice);
}

/** A program may give the name alone, which must not be taken for some policy. */
function unknownPolicy(choice: unknown): InspireError {
  return new InspireError({
    code: usageCode,
    message: `there is no policy ${JSON.stringify(choice)}`,
    at: 'policy',
    fix: "give { kind: 'expert' }, { kind: 'random' }, { kind: 'server', url } or { kind: 'model', folder, isTrusted }",
  });
}

/** A model computes in this thread and never waits for anything: between its steps the signal is listened for. */
function heeding(policy: AskedPolicy, { kind }: PolicyChoice, signal: AbortSignal): AskedPolicy {
  if (kind === 'expert' || kind === 'random') return policy;
  return {
    ...policy,
    async act(view) {
      await setImmediate();
      signal.throwIfAborted();
      return policy.act(view);
    },
  };
}
