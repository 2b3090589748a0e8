// Rows per second of annotate() from LeRobot v3.0 to v3.0, beside pyarrow copying the same files in the same run, and
// the most memory that a process takes for a million rows.
// The anchor's interpreter (with numpy, pyarrow) is INSPIRE_BENCH_PYTHON, else python3.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { annotate } from 'inspire-vla';

const rounds = 4;
// As lerobot closes files at 100 MB; episodes have 250 frames on average.
const rowsPerFile = 1_000_000;

function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

function run(command: string, options: readonly (string | number)[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, options.map(String), { encoding: 'utf8' });
  if (status === 0) return stdout;
  throw new Error(`${command}: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
}

const python = (...options: readonly (string | number)[]) =>
  Number(
    run(process.env['INSPIRE_BENCH_PYTHON'] ?? 'python3', [script('./annotate-lerobot.py'), ...options]),
  );

async function annotateOnce(source: string, output: string): Promise<number> {
  const start = performance.now();
  await annotate({ source, output, overwrite: true, positions: 'gripper-events' });
  return (performance.now() - start) / 1000;
}

const folder = mkdtempSync(join(tmpdir(), 'annotate-lerobot-'));
const [source, output, copied] = ['source', 'annotated', 'copied'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
try {
  const rows = python('make', source, 2050, rowsPerFile);
  console.log(`${rows} rows, state [8] and action [7], ${cpus().length} processors`);
  const [ours, anchor]: [number[], number[]] = [[], []];
  // In turn, so that a busy machine slows both; the best round counts.
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await annotateOnce(source, output));
    anchor.push(python('copy', source, copied));
  }
  const [seconds, least] = [Math.min(...ours), Math.min(...anchor)];
  const rate = (best: number) => (rows / best).toFixed(0).padStart(8);
  console.log(`annotate: labels, statistics, report ${rate(seconds)} rows/s`);
  console.log(`pyarrow, read_table and write_table  ${rate(least)} rows/s`);
  console.log(`${(seconds / least).toFixed(2)} times the bare copy`);
  if (process.argv.includes('--memory')) {
    rmSync(source, { recursive: true });
    const million = python('make', source, 4100, rowsPerFile);
    const child = [...process.execArgv, script('./annotate-memory.ts'), source, output];
    console.log(`${million} rows: at most ${run(process.execPath, child).trim()} MiB of memory`);
  }
} catch (error) {
  console.log(`not measured: ${error instanceof Error ? error.message : error}`);
  console.log('set INSPIRE_BENCH_PYTHON to an interpreter that has numpy and pyarrow');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
