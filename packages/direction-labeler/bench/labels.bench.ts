// Labels per second, beside the same rule in Python: frame by frame, and as numpy columns.
// The anchor's interpreter is INSPIRE_BENCH_PYTHON, else python3.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formulations } from '@inspire-vla/adapter';
import { createLabeler } from '@inspire-vla/direction-labeler';

const frames = 1_000_000;

/** What labels.py prints: labels per second. */
interface Anchors {
  readonly plain: number;
  readonly numpy: {
    readonly version: string;
    readonly perFrame: number;
    readonly columns: readonly number[];
    readonly agree: readonly [number, number];
  } | null;
}

/** Positions within ±0.5 m and one held frame in eight, from a fixed seed. */
function createColumns() {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const relations = Float64Array.from({ length: frames * 3 }, () => random() - 0.5);
  const grasped = Uint8Array.from({ length: frames }, () => (random() < 0.125 ? 1 : 0));
  return { relations, grasped };
}

function rateOf(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 25; round += 1) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return (frames * 1000) / best;
}

function runAnchors(files: readonly string[]): Anchors | string {
  const script = fileURLToPath(new URL('./labels.py', import.meta.url));
  const python = process.env['INSPIRE_BENCH_PYTHON'] ?? 'python3';
  const { status, stdout, stderr, error } = spawnSync(python, [script, ...files], { encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout) as Anchors;
  return `${python}: ${error?.message ?? stderr.trim().split('\n').at(-1) ?? `exit status ${status}`}`;
}

function millions(rate: number): string {
  return `${(rate / 1e6).toFixed(rate < 1e7 ? 2 : 0).padStart(6)} M/s`;
}

function equalCodes(one: Uint16Array, other: Uint16Array): number {
  return one.reduce((sum, code, frame) => sum + (code === other[frame] ? 1 : 0), 0);
}

const columns = createColumns();
const ours = formulations.map((formulation) => {
  const closeThreshold = formulation === 'proximity' ? { closeThreshold: 0.06 } : {};
  const labeler = createLabeler({ formulation, compatibility: 'authors', ...closeThreshold });
  const codes = new Uint16Array(frames);
  return { formulation, codes, measure: () => rateOf(() => labeler.labelRelations(columns, codes)) };
});
console.log(
  `${frames} frames, one thread, ${cpus()[0]?.model ?? 'unknown processor'}, node ${process.version}`,
);

const folder = mkdtempSync(join(tmpdir(), 'labels-'));
try {
  const files = ['relations', 'grasped', 'codes'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(files[0], columns.relations);
  writeFileSync(files[1], columns.grasped);
  // Before and after the anchor, so that a busy machine slows both; the best counts, as there.
  const before = ours.map(({ measure }) => measure());
  const anchors = runAnchors(files);
  const rates = ours.map(({ measure }, index) => Math.max(before[index] ?? 0, measure()));
  const numpy = typeof anchors === 'string' ? null : anchors.numpy;
  const bytes = numpy === null ? null : readFileSync(files[2]);
  ours.forEach(({ formulation, codes }, index) => {
    const rate = rates[index] ?? Number.NaN;
    const line = `${formulation.padEnd(13)} ${millions(rate)}`;
    if (numpy === null || bytes === null) {
      console.log(line);
      return;
    }
    const anchor = numpy.columns[index] ?? Number.NaN;
    const theirs = new Uint16Array(bytes.buffer, bytes.byteOffset + index * frames * 2, frames);
    const equal = equalCodes(codes, theirs);
    console.log(
      `${line}   numpy columns ${millions(anchor)}   ratio ${(rate / anchor).toFixed(1)}   ${equal} of ${frames} equal`,
    );
  });
  if (typeof anchors === 'string') console.log(`no anchor, since Python does not run (${anchors})`);
  else {
    const ratio = (anchor: number) => ((rates[0] ?? Number.NaN) / anchor).toFixed(0);
    console.log(
      `direction-1d against a Python loop: plain ${millions(anchors.plain)}, ratio ${ratio(anchors.plain)}`,
    );
    if (numpy === null)
      console.log('no numpy in this Python; set INSPIRE_BENCH_PYTHON to an interpreter that has it');
    else {
      const { perFrame, agree, version } = numpy;
      console.log(
        `  with a numpy ${version} vector per frame ${millions(perFrame)}, ratio ${ratio(perFrame)}; ${agree.join(' of ')} equal`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
