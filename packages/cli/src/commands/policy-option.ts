import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { InvalidArgumentError } from 'commander';
import { locateSource } from '../hub/locate-source.js';
import type { PolicyChoice } from '../tabletop/requests.js';
import type { CommandContext } from '../terminal/context.js';
import { usageCode } from '../terminal/print-error.js';

/** A policy as it was typed: one on the hub is still to be downloaded. */
export type NamedPolicy =
  | Exclude<PolicyChoice, { readonly kind: 'model' }>
  | (Extract<PolicyChoice, { readonly kind: 'model' }> & {
      /** The folder as it was typed. */
      readonly typed: string;
    })
  | { readonly kind: 'hub'; readonly address: string };

/** What can be typed, for the help. */
export const policyKinds =
  'expert, random, a model folder, hf:<user>/<name>, or the ws:// address of an openpi server';

/** Parses a policy. */
export function parsePolicy(text: string): NamedPolicy {
  if (text === 'expert' || text === 'random') return { kind: text };
  if (/^wss?:\/\//.test(text)) return { kind: 'server', url: text };
  if (text.startsWith('hf:')) return { kind: 'hub', address: text };
  if (existsSync(join(text, 'inspire-model.json'))) {
    return { kind: 'model', folder: resolve(text), isTrusted: true, typed: text };
  }
  throw new InvalidArgumentError(
    'expert, random, a folder with inspire-model.json, hf:<user>/<name>, or an address that starts with ws:// is needed',
  );
}

/** What the two policies of a comparison are called in results: model folders of one name by the paths that were typed. */
export function namesOfPolicies(policy: NamedPolicy, other: NamedPolicy): readonly [string, string] {
  const names = [nameOfPolicy(policy), nameOfPolicy(other)] as const;
  if (names[0] !== names[1]) return names;
  const typed = (named: NamedPolicy) => (named.kind === 'model' ? named.typed : nameOfPolicy(named));
  return [typed(policy), typed(other)];
}

/** What a policy is called in results. */
export function nameOfPolicy(policy: NamedPolicy): string {
  if (policy.kind === 'hub') return policy.address;
  if (policy.kind === 'model') return basename(policy.folder);
  return policy.kind === 'server' ? policy.url : policy.kind;
}

/**
 * Downloads a policy of the hub; others are taken as they are. Code that a downloaded model brings is not run.
 *
 * @throws InspireError as `locateSource`.
 */
export async function locatePolicy(
  policy: NamedPolicy,
  context: CommandContext,
  options: { readonly isQuiet: boolean; readonly signal: AbortSignal },
): Promise<PolicyChoice> {
  if (policy.kind === 'model') return { kind: 'model', folder: policy.folder, isTrusted: policy.isTrusted };
  if (policy.kind !== 'hub') return policy;
  const { path } = await locateSource(policy.address, 'model', context, options);
  return { kind: 'model', folder: path, isTrusted: false };
}

/**
 * Refuses `--replan` where no policy gives chunks: the scripted ones act as they act.
 *
 * @throws InspireError with the code of wrong usage.
 */
export function checkReplan(
  replan: number | undefined,
  policies: readonly (NamedPolicy | undefined)[],
): void {
  const isScripted = (policy: NamedPolicy | undefined) =>
    policy === undefined || policy.kind === 'expert' || policy.kind === 'random';
  if (replan === undefined || !policies.every(isScripted)) return;
  throw new InspireError({
    code: usageCode,
    message: '--replan does nothing for the expert and random moves',
    fix: 'leave it out, or give a model or a server as --policy',
  });
}
