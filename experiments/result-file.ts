import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { CodeState } from './code-state.js';

/** What a figure depends on besides its seed. */
export function describeMachine(code: CodeState) {
  const [processor] = cpus();
  return {
    ...{ ...code, node: process.version, processor: processor?.model ?? 'unknown' },
    ...{ cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30) },
  };
}

/** A row of a profile at a seed, and what an evaluation of it takes in place of the profile's. */
export interface ResultName {
  readonly profile: string;
  readonly row: string;
  readonly seed: number;
  /** Seed of the starts; undefined for the profile's, as is the temperature. */
  readonly starts: number | undefined;
  readonly temperature: number | undefined;
}

/** A result whose models are evaluated once more. */
export interface KnownResult extends Pick<ResultName, 'profile' | 'row' | 'seed'> {
  readonly [key: string]: unknown;
}

/** Reads the result of a name. */
export function readResult(folder: string, name: string): KnownResult {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as KnownResult;
}

/** Name of a file in `results`, which `seeds.ts` and `plot.py` find by it. */
export function resultName({ profile, row, seed, starts, temperature }: ResultName): string {
  const others = [
    starts === undefined ? '' : `-starts-${starts}`,
    temperature === undefined ? '' : `-temperature-${temperature}`,
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
