// Frames per second of the LeRobot v3.0 writer, beside Pillow and pyarrow on the same pictures.
// The anchor's interpreter is INSPIRE_BENCH_PYTHON, else python3.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLeRobotV3Writer } from '@inspire-vla/dataset';

const [size, episodes, length] = [128, 4, 150];
const frames = episodes * length;
const cameras = ['camera_0', 'camera_1'].map((name) => ({ name, width: size, height: size }));
const pictureBytes = size * size * 3;

/** Pictures like a camera's: smooth surfaces, edges, a little noise; [camera][frame][height, width, 3]. */
function createPixels(): Uint8Array {
  const pixels = new Uint8Array(cameras.length * frames * pictureBytes);
  let random = 1;
  for (let index = 0; index < pixels.length; index += 1) {
    const picture = Math.floor(index / pictureBytes);
    const [x, y] = [Math.floor(index / 3) % size, Math.floor(index / (3 * size)) % size];
    random = (Math.imul(random, 1103515245) + 12345) & 0x7fffffff;
    const noise = (random >> 16) & 3;
    const isObject = (x - 40 - (picture % 40)) ** 2 + (y - 60) ** 2 < 500;
    pixels[index] = (isObject ? 180 - y : 60 + x / 2 + y / 3 + (index % 3) * 20) + noise;
  }
  return pixels;
}

async function writeOurs(pixels: Uint8Array, directory: string): Promise<number> {
  const start = performance.now();
  const features = [{ name: 'state', type: 'float32', shape: [8], names: null }] as const;
  const writer = await createLeRobotV3Writer({ directory, fps: 20, robotType: null, features, cameras });
  for (let episode = 0; episode < episodes; episode += 1) {
    const picture = (camera: number, frame: number) => {
      const at = (camera * frames + episode * length + frame) * pictureBytes;
      const bytes = pixels.subarray(at, at + pictureBytes);
      return { encoding: 'rgb' as const, width: size, height: size, bytes };
    };
    await writer.writeEpisode({
      instruction: 'move the disc',
      length,
      columns: new Map([['state', new Float32Array(length * 8)]]),
      pictures: async (name, from, to) => {
        const camera = cameras.findIndex((candidate) => candidate.name === name);
        return Array.from({ length: to - from }, (_, offset) => picture(camera, from + offset));
      },
    });
  }
  await writer.finish();
  await writer.close();
  return (performance.now() - start) / 1000;
}

function writeAnchor(pixelFile: string, output: string): number | string {
  const script = fileURLToPath(new URL('./lerobot-write.py', import.meta.url));
  const options = [pixelFile, frames, cameras.length, size, output].map(String);
  const python = process.env['INSPIRE_BENCH_PYTHON'] ?? 'python3';
  const { status, stdout, stderr, error } = spawnSync(python, [script, ...options], { encoding: 'utf8' });
  if (status === 0) return Number(stdout);
  return `${python}: ${error?.message ?? stderr.trim().split('\n').at(-1) ?? `exit status ${status}`}`;
}

function describe(name: string, seconds: number, file: string): string {
  const megabytes = (statSync(file).size / 1e6).toFixed(1);
  return `${name.padEnd(24)} ${(frames / seconds).toFixed(0).padStart(6)} frames/s  ${megabytes} MB`;
}

const folder = mkdtempSync(join(tmpdir(), 'lerobot-write-'));
try {
  const pixels = createPixels();
  const pixelFile = join(folder, 'pixels.bin');
  writeFileSync(pixelFile, pixels);
  console.log(`${frames} frames, ${cameras.length} cameras of ${size}×${size}, ${cpus().length} processors`);
  const ours = [];
  const anchors = [];
  // In turn, so that a busy machine slows both; the best of three counts.
  for (let round = 0; round < 3; round += 1) {
    ours.push(await writeOurs(pixels, join(folder, `ours-${round}`)));
    anchors.push(writeAnchor(pixelFile, join(folder, 'anchor.parquet')));
  }
  const best = Math.min(...ours);
  console.log(describe('@inspire-vla/dataset', best, join(folder, 'ours-0/data/chunk-000/file-000.parquet')));
  const missing = anchors.find((anchor) => typeof anchor === 'string');
  if (missing === undefined) {
    const anchor = Math.min(...anchors.map(Number));
    console.log(describe('Pillow and pyarrow', anchor, join(folder, 'anchor.parquet')));
    console.log(
      `ratio ${(anchor / best).toFixed(2)} (above 1: faster than the anchor; ours also counts statistics)`,
    );
  } else {
    console.log(`no anchor, since Python lacks pyarrow, numpy or Pillow (${missing})`);
    console.log('set INSPIRE_BENCH_PYTHON to an interpreter that has them');
  }
  console.log(`memory ${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MiB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
