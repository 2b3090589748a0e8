// Prefill and decode beside onnxruntime's own Python on the same graphs, and beside llama.cpp on the same architecture.
// The three take turns, round after round, each time with the model loaded anew: a step of decoding reads all weights, and
// where they come to lie decides how fast. Figures are the median and the least of the rounds, in milliseconds of processor
// time on one thread (llama.cpp: its own clock, which is the one on the wall); of a round, the least of vision and prefill
// and the median step of decoding. llama.cpp runs the language model alone (its weights are random too), so its prefill is
// compared with ours without pictures.
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
const parts = ['vision', 'prefill', 'decode'] as const;

async function ours(folder: string): Promise<Parts> {
  const { model } = await openModelFolder(folder, { threads, checksums: false });
  const pictures = { primary: noisePicture(1), wrist: noisePicture(2) };
  const images = ['primary', 'wrist'].map((camera) => ({ camera, position: 1 }));
  const ids = Array.from({ length: positions.text }, (_, index) => (index * 13) % 7000);
  const times: Record<keyof Parts, number[]> = { vision: [], prefill: [], decode: [] };
  for (let round = 0; round < 2; round += 1) {
    let session: VlaSession | undefined;
    const time = async (part: keyof Parts, action: () => Promise<unknown>) => {
      times[part].push(await milliseconds(action));
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
  const { vision, prefill, decode } = times;
  return { vision: Math.min(...vision), prefill: Math.min(...prefill), decode: median(decode) };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

function theirs(script: string, folder: string): Parts | null {
  const out = runPython(script, [folder, String(positions.text), String(positions.steps), String(threads)]);
  return out === null ? null : (JSON.parse(out.trim().split('\n').at(-1) ?? 'null') as Parts);
}

const folder = benchFolder();
if (folder !== null) {
  const mine: Parts[] = [];
  const [python, llama]: Parts[][] = [[], []];
  const add = (list: Parts[] | undefined, parts: Parts | null) => parts !== null && list?.push(parts);
  for (let round = 0; round < rounds; round += 1) {
    add(mine, await ours(folder));
    add(python, theirs('packages/onnx-session/bench/onnxruntime_anchor.py', folder));
    if (round === 0 || llama?.length === round)
      add(llama, theirs('packages/onnx-session/bench/llama_cpp_anchor.py', folder));
  }
  const rows = { 'onnx-session': mine, 'onnxruntime (Python)': python, 'llama.cpp (text alone)': llama };
  console.log(
    `${threads} thread, ${rounds} rounds        vision        prefill         decode   (ms: median, least)`,
  );
  for (const [name, list] of Object.entries(rows)) {
    const cells = parts.map((part) => cell(valuesOf(list ?? [], part))).join('  ');
    console.log(`${name.padEnd(24)} ${list?.length === 0 ? 'not measured' : cells}`);
  }
  for (const [name, of] of Object.entries({
    medians: median,
    least: (list: number[]) => Math.min(...list),
  })) {
    const ratios = parts.map((part) => {
      const ratio = of(valuesOf(python ?? [], part)) / of(valuesOf(mine, part));
      return `${part} ${ratio.toFixed(2)}`;
    });
    if (python?.length !== 0) console.log(`speed of ours over Python's, by ${name}: ${ratios.join(', ')}`);
  }
  rmSync(`${folder}/llama.gguf`, { force: true });
}

function valuesOf(list: readonly Parts[], part: keyof Parts): number[] {
  return list.flatMap((one) => one[part] ?? []);
}

function cell(values: readonly number[]): string {
  if (values.length === 0) return '–'.padStart(14);
  return `${median(values).toFixed(2).padStart(7)}${Math.min(...values)
    .toFixed(2)
    .padStart(7)}`;
}
