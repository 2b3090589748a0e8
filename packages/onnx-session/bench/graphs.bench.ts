// Prefill and decode beside onnxruntime's own Python on the same graphs, and beside llama.cpp on the same architecture.
// The three take turns, round after round; figures are the least milliseconds of each, of
// processor time on one thread (llama.cpp: its own clock, which is the one on the wall). llama.cpp runs the language
// model alone (its weights are random too), so its prefill is compared with ours without pictures.
import { rmSync } from 'node:fs';
import type { VlaSession } from '@inspire-vla/adapter';
import { openModelFolder } from '../src/index.js';
import { benchFolder, milliseconds, noisePicture, runPython } from './bench-model.js';

/** Milliseconds of the parts; null where one is not measured. */
interface Parts {
  readonly vision: number | null;
  readonly prefill: number;
  readonly decode: number;
}

const positions = { text: 80, steps: 32 };
const rounds = Number(process.env['INSPIRE_BENCH_ROUNDS'] ?? 3);
const threads = 1;

async function ours(folder: string): Promise<Parts> {
  const { model } = await openModelFolder(folder, { threads, checksums: false });
  const pictures = { primary: noisePicture(1), wrist: noisePicture(2) };
  const images = ['primary', 'wrist'].map((camera) => ({ camera, position: 1 }));
  const ids = Array.from({ length: positions.text }, (_, index) => (index * 13) % 7000);
  const best = {
    vision: Number.POSITIVE_INFINITY,
    prefill: Number.POSITIVE_INFINITY,
    decode: Number.POSITIVE_INFINITY,
  };
  for (let round = 0; round < 2; round += 1) {
    let session: VlaSession | undefined;
    const time = async (part: keyof typeof best, action: () => Promise<unknown>) => {
      best[part] = Math.min(best[part], await milliseconds(action));
    };
    await time('vision', async () => {
      session = await model.open(pictures);
    });
    await time('prefill', async () => session?.extend(ids, { logits: 'last', images }));
    for (let step = 0; step < positions.steps; step += 1)
      await time('decode', async () => session?.extend([(step * 17) % 7000], { logits: 'last' }));
    await session?.close();
  }
  await model.close();
  return best;
}

function theirs(script: string, folder: string): Parts | null {
  const out = runPython(script, [folder, String(positions.text), String(positions.steps), String(threads)]);
  return out === null ? null : (JSON.parse(out.trim().split('\n').at(-1) ?? 'null') as Parts);
}

function least(one: Parts | null, other: Parts | null): Parts | null {
  if (one === null || other === null) return one ?? other;
  const vision = one.vision === null || other.vision === null ? null : Math.min(one.vision, other.vision);
  return {
    vision,
    prefill: Math.min(one.prefill, other.prefill),
    decode: Math.min(one.decode, other.decode),
  };
}

const folder = benchFolder();
if (folder !== null) {
  let [mine, python, llama]: (Parts | null)[] = [null, null, null];
  for (let round = 0; round < rounds; round += 1) {
    mine = least(mine, await ours(folder));
    python = least(python, theirs('packages/onnx-session/bench/onnxruntime_anchor.py', folder));
    if (round === 0 || llama !== null)
      llama = least(llama, theirs('packages/onnx-session/bench/llama_cpp_anchor.py', folder));
  }
  const rows = { 'onnx-session': mine, 'onnxruntime (Python)': python, 'llama.cpp (text alone)': llama };
  console.log(`${threads} thread                  vision   prefill    decode   (ms)`);
  for (const [name, parts] of Object.entries(rows)) {
    const cells =
      parts === null ? 'not measured' : [parts.vision, parts.prefill, parts.decode].map(cell).join('  ');
    console.log(`${name.padEnd(24)} ${cells}`);
  }
  if (mine !== null && python !== null) {
    const ratio = (part: keyof Parts) => ((python[part] ?? 0) / (mine[part] ?? 1)).toFixed(2);
    console.log(
      `speed of ours over Python's: vision ${ratio('vision')}, prefill ${ratio('prefill')}, decode ${ratio('decode')}`,
    );
  }
  rmSync(`${folder}/llama.gguf`, { force: true });
}

function cell(value: number | null): string {
  return (value === null ? '–' : value.toFixed(2)).padStart(8);
}
