// Prefill and decode beside onnxruntime's own Python on the same graphs, and beside llama.cpp on the same architecture.
// The three take turns, round after round, each time in a process of its own: a step of decoding reads all weights, and
// where they come to lie decides how fast. Figures are the median and the least of the rounds, in milliseconds of processor
// time on one thread (llama.cpp: its own clock, which is the one on the wall); of a round, the least of vision and prefill
// and the median step of decoding. llama.cpp runs the language model alone (its weights are random too), so its prefill is
// compared with ours without pictures.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { benchFolder, median, type Parts, runPython } from './bench-model.js';

const positions = { text: 80, steps: 32 };
const rounds = Number(process.env['INSPIRE_BENCH_ROUNDS'] ?? 3);
const threads = 1;
const parts = ['vision', 'prefill', 'decode'] as const;

function ours(folder: string): Parts {
  const program = fileURLToPath(new URL('./session-parts.ts', import.meta.url));
  const options = [folder, String(positions.text), String(positions.steps), String(threads)];
  const out = execFileSync(process.execPath, [...process.execArgv, program, ...options], {
    encoding: 'utf8',
  });
  return JSON.parse(out) as Parts;
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
    add(mine, ours(folder));
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
