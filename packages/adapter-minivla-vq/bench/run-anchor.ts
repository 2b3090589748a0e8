import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What `anchors.py` prints, or null, after saying why, where the interpreter or a library is absent. */
export function runAnchor<Result>(name: 'tokens' | 'vq', folder: string): Result | null {
  const python = process.env['INSPIRE_BENCH_PYTHON'] ?? 'python3';
  const script = fileURLToPath(new URL('./anchors.py', import.meta.url));
  const { status, stdout, stderr, error } = spawnSync(python, [script, name, folder], { encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout) as Result;
  const reason = error?.message ?? stderr.trim().split('\n').at(-1) ?? `exit status ${status}`;
  console.log(`no anchor: ${python}: ${reason} (set INSPIRE_BENCH_PYTHON)`);
  return null;
}

/** Runs per second after a warm-up, the best of three rounds. */
export function rate(count: number, run: (index: number) => void): number {
  for (let index = 0; index < count / 5; index += 1) run(index);
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now();
    for (let index = 0; index < count; index += 1) run(index);
    best = Math.min(best, performance.now() - start);
  }
  return (count * 1000) / best;
}

/** A line of the report; the ratio is ours over the anchor's. */
export function report(name: string, unit: string, ours: number, anchor: number | undefined): void {
  const theirs =
    anchor === undefined
      ? ''
      : `  anchor ${anchor.toFixed(0).padStart(7)}  ratio ${(ours / anchor).toFixed(2)}`;
  console.log(`${name.padEnd(36)} ${ours.toFixed(0).padStart(7)} ${unit}/s${theirs}`);
}
