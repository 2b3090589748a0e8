// Frames per second of annotate(), beside h5py and pyarrow copying the same frames in the same run.
// The anchor's interpreter (with h5py, numpy, pyarrow, Pillow) is INSPIRE_BENCH_PYTHON, else python3.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { annotate } from 'inspire-vla';

// As many as a small LIBERO file, so that what a run costs once (threads, libraries, the report) has its true share.
const [demonstrations, frames, size, rounds] = [16, 150, 128, 3];
const script = fileURLToPath(new URL('./annotate.py', import.meta.url));

function python(...options: readonly (string | number)[]): string {
  const command = process.env['INSPIRE_BENCH_PYTHON'] ?? 'python3';
  const { status, stdout, stderr, error } = spawnSync(command, [script, ...options.map(String)], {
    encoding: 'utf8',
  });
  if (status === 0) return stdout;
  throw new Error(`${command}: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
}

async function annotateOnce(source: string, output: string): Promise<number> {
  const start = performance.now();
  await annotate({ source, output, overwrite: true });
  return (performance.now() - start) / 1000;
}

const folder = mkdtempSync(join(tmpdir(), 'annotate-'));
const file = join(folder, 'put_the_black_bowl_on_the_plate_demo.hdf5');
try {
  python('make', file, demonstrations, frames, size);
  const total = demonstrations * frames;
  console.log(`${total} frames, 2 cameras of ${size}×${size}, ${cpus().length} processors`);
  const seconds: Record<'annotate' | 'png' | 'raw', number[]> = { annotate: [], png: [], raw: [] };
  // In turn, so that a busy machine slows all alike; the best round counts.
  for (let round = 0; round < rounds; round += 1) {
    seconds.annotate.push(await annotateOnce(file, join(folder, 'out')));
    for (const kind of ['png', 'raw'] as const) {
      seconds[kind].push(Number(python('copy', file, join(folder, `${kind}.parquet`), kind)));
    }
  }
  const [ours, png, raw] = [seconds.annotate, seconds.png, seconds.raw].map((all) => Math.min(...all));
  const rate = (best = Number.NaN) => (total / best).toFixed(0).padStart(6);
  console.log(`annotate: labels, PNG, statistics, report ${rate(ours)} frames/s`);
  console.log(`h5py, Pillow (PNG), pyarrow               ${rate(png)} frames/s`);
  console.log(`h5py, pyarrow, pictures as raw bytes      ${rate(raw)} frames/s`);
  console.log(
    `ratio to the copy as PNG ${((png ?? 0) / (ours ?? 1)).toFixed(2)}, raw ${((raw ?? 0) / (ours ?? 1)).toFixed(2)}`,
  );
} catch (error) {
  console.log(`not measured: ${error instanceof Error ? error.message : error}`);
  console.log('set INSPIRE_BENCH_PYTHON to an interpreter that has h5py, numpy, pyarrow and Pillow');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
