import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { CodeState } from './code-state.js';
import type { Profile } from './profiles.js';

/** What a figure depends on besides its seed. */
export function describeMachine(code: CodeState) {
  const [processor] = cpus();
  return {
    ...{ ...code, node: process.version, processor: processor?.model ?? 'unknown' },
    ...{ cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30) },
  };
}

/** A row of a profile at a seed. */
export interface ResultName {
  readonly profile: string;
  readonly row: string;
  readonly seed: number;
}

type Evaluation = Pick<Profile['evaluation'], 'seed' | 'temperature'>;

/** A result whose models are evaluated once more. */
export interface KnownResult extends ResultName {
  readonly [key: string]: unknown;
}

/** Reads the result of a name. */
export function readResult(folder: string, name: string): KnownResult {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as KnownResult;
}

/** Name of a file in `results`, which `seeds.ts` and `plot.py` find by it: where the evaluation differs from the profile's, it says so. */
export function resultName({ profile, row, seed }: ResultName, own: Evaluation, used: Evaluation): string {
  const drawn = used.temperature ?? 0;
  const others = [
    used.seed === own.seed ? '' : `-starts-${used.seed}`,
    drawn === (own.temperature ?? 0) ? '' : `-temperature-${drawn}`,
  ];
  return `${profile}-${row}-${seed}${others.join('')}.json`;
}

/** A number that an option gives; undefined where it is left out. */
export function numberOption(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && value >= 0) return value;
  throw new Error(`--${name} is a number of 0 or more`);
}
