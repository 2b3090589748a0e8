import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RgbImage } from '@inspire-vla/adapter';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The interpreter with the packages of python/export/requirements.txt. */
export const python = process.env['INSPIRE_BENCH_PYTHON'] ?? 'python3';

/** Runs a script of python/export or of this folder; gives what it prints, or null after saying why it cannot. */
export function runPython(script: string, args: readonly string[]): string | null {
  const { status, stdout, stderr, error } = spawnSync(python, [`${root}/${script}`, ...args], {
    encoding: 'utf8',
  });
  if (status === 0) return stdout;
  const reason = error?.message ?? stderr.trim().split('\n').at(-1) ?? `exit status ${status}`;
  console.log(`${script} does not run with ${python}: ${reason} (set INSPIRE_BENCH_PYTHON)`);
  return null;
}

/** The folder of the model that is timed, exported on the spot once; null where Python lacks the packages. */
export function benchFolder(): string | null {
  const folder = `${root}/.bench/onnx-session/model`;
  if (existsSync(`${folder}/inspire-model.json`)) return folder;
  console.log('exporting a random miniVLA of about 80 million parameters …');
  return runPython('python/export/make_bench_model.py', [folder]) === null ? null : folder;
}

/** A picture of noise, the same in every run. */
export function noisePicture(seed: number): RgbImage {
  const bytes = new Uint8Array(224 * 224 * 3).map(
    (_, index) => (Math.imul(index + seed, 2_654_435_761) >>> 13) & 255,
  );
  return { width: 224, height: 224, bytes };
}

/** Milliseconds of processor time that an action takes on one thread: the clock on the wall also counts our neighbours. */
export async function milliseconds(action: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Milliseconds of the parts of a step; null where one is not measured. */
export interface Parts {
  readonly vision: number | null;
  readonly prefill: number;
  readonly decode: number;
}

/** The value in the middle, the upper one of two. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

/** Times actions in turn, round after round, each time beginning with another; gives the median of each. */
export async function medians<Name extends string>(
  rounds: number,
  actions: Readonly<Record<Name, () => Promise<unknown>>>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(actions) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length] as Name;
      times.get(name)?.push(await milliseconds(actions[name]));
    }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}
