import { rmSync, writeFileSync } from 'node:fs';
import type { Workplace } from './workplace.js';

/** What `inspire tokenize` reads, a line of it. */
export interface PlanLine {
  readonly instruction: string;
  readonly turns: readonly { readonly object: string; readonly answer: string }[];
}

/**
 * Writes the ids of `plans` to `path`, a line each.
 *
 * @param tokens - The options that choose the adapter, its tokenizer and its codec.
 */
export function tokenizePlans(
  path: string,
  plans: readonly PlanLine[],
  tokens: readonly string[],
  work: Workplace,
): void {
  const asked = `${path}.plans`;
  writeFileSync(asked, plans.map((plan) => `${JSON.stringify(plan)}\n`).join(''));
  writeFileSync(path, work.inspire('tokenize', ...tokens, '--json', asked));
  rmSync(asked);
}
