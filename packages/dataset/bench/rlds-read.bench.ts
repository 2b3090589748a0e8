// Frames per second of the RLDS reader, beside tensorflow-datasets on the same shards (in the page cache), pictures as
// they are stored. The anchor's interpreter is INSPIRE_BENCH_PYTHON, else python3.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createWriter, openDataset } from '@inspire-vla/dataset';
import sharp from 'sharp';

// As LIBERO in RLDS is: two cameras of 256 pixels, 130 steps or so.
const [episodes, steps, size, rounds] = [60, 130, 256, 5];
const features = [
  { name: 'state', type: 'float32', shape: [8], names: null },
  { name: 'actions', type: 'float32', shape: [7], names: null },
] as const;
const cameras = ['image', 'wrist_image'].map((name) => ({ name, width: size, height: size }));

async function writeDataset(directory: string): Promise<void> {
  const noise = Uint8Array.from(
    { length: size * size * 3 },
    (_, index) => 90 + ((Math.imul(index, 48271) >> 8) & 31),
  );
  const raw = { width: size, height: size, channels: 3 } as const;
  const bytes = await sharp(noise, { raw }).jpeg({ quality: 95 }).toBuffer();
  const picture = { encoding: 'jpeg', width: size, height: size, bytes } as const;
  const writer = await createWriter('rlds', { directory, fps: 20, robotType: 'panda', features, cameras });
  const columns = new Map([
    ['state', new Float32Array(steps * 8).fill(0.5)],
    ['actions', new Float32Array(steps * 7).fill(0.25)],
  ]);
  for (let episode = 0; episode < episodes; episode += 1) {
    const pictures = async (_: string, start: number, end: number) => Array(end - start).fill(picture);
    await writer.writeEpisode({ instruction: 'put the bowl on the plate', length: steps, columns, pictures });
  }
  await writer.finish();
  await writer.close();
}

/** Opens the dataset and reads every column and picture; checksums are checked. */
async function read(folder: string): Promise<number> {
  const start = performance.now();
  const source = await openDataset(folder);
  for (const [index, { length }] of source.episodes.entries()) {
    const episode = await source.open(index);
    for (const { name } of source.features) await episode.column(name);
    for (const { name } of episode.cameras) await episode.pictures(name, 0, length);
  }
  await source.close();
  return (performance.now() - start) / 1000;
}

function readAnchor(folder: string): number | string {
  const script = fileURLToPath(new URL('./rlds-read.py', import.meta.url));
  const python = process.env['INSPIRE_BENCH_PYTHON'] ?? 'python3';
  const { status, stdout, stderr, error } = spawnSync(python, [script, folder], { encoding: 'utf8' });
  if (status === 0) return Number(stdout);
  return `${python}: ${error?.message ?? stderr.trim().split('\n').at(-1) ?? `exit status ${status}`}`;
}

const folder = mkdtempSync(join(tmpdir(), 'rlds-read-'));
try {
  await writeDataset(folder);
  const frames = episodes * steps;
  console.log(`${frames} frames, ${cpus().length} processors`);
  const ours: number[] = [];
  const firsts: number[] = [];
  const anchors: (number | string)[] = [];
  // In turn, so that a busy machine slows both; the best counts.
  for (let round = 0; round < rounds; round += 1) {
    // The second pass counts, as of the anchor: on some machines memory that was idle is slow to come back.
    firsts.push(await read(folder));
    ours.push(await read(folder));
    anchors.push(readAnchor(folder));
  }
  const best = Math.min(...ours);
  const first = (frames / Math.min(...firsts)).toFixed(0);
  console.log(`@inspire-vla/dataset ${(frames / best).toFixed(0)} frames/s, ${first} in a first pass`);
  const missing = anchors.find((anchor) => typeof anchor === 'string');
  if (missing !== undefined) {
    console.log(`no anchor, since Python lacks tensorflow-datasets (${missing}); set INSPIRE_BENCH_PYTHON`);
  } else {
    const anchor = Math.min(...anchors.map(Number));
    console.log(`tensorflow-datasets ${(frames / anchor).toFixed(0)} frames/s`);
    console.log(`ratio ${(anchor / best).toFixed(2)} (above 1: faster than tensorflow-datasets)`);
  }
  console.log(`memory ${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MiB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
