// Megabytes per second of the LIBERO HDF5 reader, beside h5py on the same file (in the page cache), and on a folder of
// many small files.
// The anchor's interpreter is INSPIRE_BENCH_PYTHON, else python3. INSPIRE_BENCH_HDF5 names another file to read.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDataset } from '@inspire-vla/dataset';
import { type Hdf5File, openHdf5 } from '../src/libero-hdf5/hdf5-file.js';
import { createHdf5Library } from '../src/libero-hdf5/hdf5-library.js';
import { hdf5Files } from '../src/libero-hdf5/recognize.js';

// As the published files are, of which each has 50 demonstrations.
const [demos, steps, size, rowsAtATime] = [20, 130, 128, 64];
/** Of the folder: each file has one short demonstration, 1 MB. */
const [smallFiles, smallSteps] = [60, 10];
const tables = [
  'actions',
  'robot_states',
  'obs/ee_states',
  'obs/gripper_states',
  'obs/joint_states',
] as const;
const widths = {
  actions: 7,
  robot_states: 9,
  'obs/ee_states': 6,
  'obs/gripper_states': 2,
  'obs/joint_states': 7,
};
const cameras = ['obs/agentview_rgb', 'obs/eye_in_hand_rgb'];

/** A file as LIBERO's create_dataset.py lays it out, with noise for pictures. */
async function writeFile(path: string, demos: number, steps: number): Promise<void> {
  const library = await import('h5wasm/node');
  await library.ready;
  const file = new library.File(path, 'w');
  const data = file.create_group('data');
  const noise = Uint8Array.from(
    { length: steps * size * size * 3 },
    (_, index) => Math.imul(index, 48271) >> 8,
  );
  for (let demo = 0; demo < demos; demo += 1) {
    const group = data.create_group(`demo_${demo}`);
    group.create_attribute('model_file', '<mujoco model="base"/>');
    group.create_group('obs');
    for (const name of tables) {
      const shape = [steps, widths[name]];
      group.create_dataset({ name, data: new Float64Array(steps * widths[name]).fill(0.5), shape });
    }
    for (const name of ['rewards', 'dones']) group.create_dataset({ name, data: new Uint8Array(steps) });
    for (const name of cameras) group.create_dataset({ name, data: noise, shape: [steps, size, size, 3] });
  }
  file.close();
}

/** The datasets as they are in the files. */
async function readRaw(path: string): Promise<number> {
  const library = createHdf5Library();
  const paths = await hdf5Files(path);
  // The thread's start is no part of reading, as h5py's import is not.
  await openHdf5(library, paths[0] ?? path);
  const start = performance.now();
  for (const one of paths) await readDatasets(await openHdf5(library, one));
  const seconds = (performance.now() - start) / 1000;
  await library.close();
  return seconds;
}

async function readDatasets(file: Hdf5File): Promise<void> {
  for (const demo of (await file.keys('data')) ?? []) {
    await file.preload(`data/${demo}`, 'load');
    const length = (await file.dataset(`data/${demo}/actions`)).shape[0] ?? 0;
    for (const name of [...tables, 'rewards', 'dones'])
      await file.readNumbers(`data/${demo}/${name}`, 0, length);
    for (const name of cameras) {
      for (let first = 0; first < length; first += rowsAtATime) {
        await file.readByteRows(`data/${demo}/${name}`, first, Math.min(length, first + rowsAtATime));
      }
    }
  }
}

/** Columns and upright pictures of all episodes, as a consumer gets them. */
async function readUpright(path: string): Promise<number> {
  const source = await openDataset(path);
  const start = performance.now();
  for (const [index, { length }] of source.episodes.entries()) {
    const episode = await source.open(index);
    for (const { name } of source.features) await episode.column(name);
    for (const { name } of episode.cameras) {
      for (let first = 0; first < length; first += rowsAtATime) {
        await episode.pictures(name, first, Math.min(length, first + rowsAtATime));
      }
    }
  }
  const seconds = (performance.now() - start) / 1000;
  await source.close();
  return seconds;
}

function readAnchor(path: string, kind: 'raw' | 'upright'): number | string {
  const script = fileURLToPath(new URL('./hdf5-read.py', import.meta.url));
  const python = process.env['INSPIRE_BENCH_PYTHON'] ?? 'python3';
  const options = [script, path, String(rowsAtATime), kind];
  const { status, stdout, stderr, error } = spawnSync(python, options, { encoding: 'utf8' });
  if (status === 0) return Number(stdout);
  return `${python}: ${error?.message ?? stderr.trim().split('\n').at(-1) ?? `exit status ${status}`}`;
}

/** Opening the folder is part of it: of small files it takes longest. */
async function readFolder(path: string): Promise<number> {
  const start = performance.now();
  await readUpright(path);
  return (performance.now() - start) / 1000;
}

async function compare(
  name: string,
  path: string,
  kind: 'raw' | 'upright',
  read: typeof readRaw,
): Promise<void> {
  const megabytes = (await hdf5Files(path)).reduce((sum, file) => sum + statSync(file).size / 1e6, 0);
  const ours: number[] = [];
  const anchors: (number | string)[] = [];
  // In turn, so that a busy machine slows both; the best of five counts.
  for (let round = 0; round < 5; round += 1) {
    ours.push(await read(path));
    anchors.push(readAnchor(path, kind));
  }
  const best = Math.min(...ours);
  console.log(`${name} @inspire-vla/dataset ${(megabytes / best).toFixed(0)} MB/s`);
  const missing = anchors.find((anchor) => typeof anchor === 'string');
  if (missing !== undefined) {
    console.log(
      `no anchor, since Python lacks h5py (${missing}); set INSPIRE_BENCH_PYTHON to one that has it`,
    );
    return;
  }
  const anchor = Math.min(...anchors.map(Number));
  console.log(`${name} h5py ${(megabytes / anchor).toFixed(0)} MB/s`);
  console.log(`${name} ratio ${(anchor / best).toFixed(2)} (above 1: faster than h5py)`);
}

const folder = mkdtempSync(join(tmpdir(), 'hdf5-read-'));
try {
  const path = process.env['INSPIRE_BENCH_HDF5'] ?? join(folder, 'bench_demo.hdf5');
  if (process.env['INSPIRE_BENCH_HDF5'] === undefined) await writeFile(path, demos, steps);
  const megabytes = statSync(path).size / 1e6;
  console.log(`${megabytes.toFixed(0)} MB, ${rowsAtATime} frames at a time, ${cpus().length} processors`);
  await compare('raw    ', path, 'raw', readRaw);
  await compare('upright', path, 'upright', readUpright);
  const many = join(folder, 'many');
  mkdirSync(many);
  for (let index = 0; index < smallFiles; index += 1) {
    await writeFile(join(many, `task_${index}_demo.hdf5`), 1, smallSteps);
  }
  console.log(`${smallFiles} files of 1 MB`);
  await compare('raw    ', many, 'raw', readRaw);
  await compare('upright, with the start of the library', many, 'upright', readFolder);
  console.log(`memory ${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MiB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
