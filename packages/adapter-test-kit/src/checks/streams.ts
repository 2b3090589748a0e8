import {
  encodePlan,
  encodePrompt,
  InspireError,
  type Piece,
  type Plan,
  type VlaAdapter,
} from '@inspire-vla/adapter';
import { runPlan } from '@inspire-vla/adapter/run';
import { createFakeSession, followSequence } from '../fake-session.js';
import { claim, show } from '../nonconforming.js';
import { emptiedFrom, plansFor } from '../plans.js';
import type { Subject } from '../subject.js';
import type { CheckDefinition } from './definition.js';

/** Training and inference side by side. */
export const streamChecks: readonly CheckDefinition[] = [
  {
    name: 'streams-equal',
    claim:
      'a model that gives the training answers sees the training ids, slot by slot, in every order and formulation, ' +
      'with guesses, right or wrong, as without',
    async run(subject) {
      await subject.forAll(plansFor(subject), (plan) => {
        checkPrompts(subject, plan);
        checkLayouts(subject.adapter, plan);
      });
      // A walk costs as many passes as it has tokens to choose, and sees the same ids.
      const walks = Math.ceil((subject.options.runs ?? 100) / 4);
      await subject.forAll(plansFor(subject), (plan) => checkWalks(subject, plan), walks);
    },
  },
];

/** Compares the training sequence with the prompt of every slot. */
function checkPrompts({ adapter, options }: Subject, plan: Plan): void {
  const training = encodePlan(adapter, plan).ids;
  plan.turns.forEach(({ kind }, turn) => {
    if (kind === 'instruction') return;
    const prompt = encodePrompt(adapter, emptiedFrom(plan, turn)).ids;
    const differs = prompt.findIndex((id, index) => !Object.is(id, training[index]));
    claim(
      differs < 0,
      () =>
        `before the slot of turn ${turn} the prompt goes on with ${show(options.tokenizer.decode(prompt.slice(differs)))}, ` +
        `training with ${show(options.tokenizer.decode(training.slice(differs, prompt.length)))}`,
      'lay out what stands before a slot without looking at what fills it',
    );
  });
}

/** At inference a plan is laid out once, with all slots empty; ids are not all that it must have in common. */
function checkLayouts(adapter: VlaAdapter, plan: Plan): void {
  const [training, inference] = [plan, emptiedFrom(plan, 0)].map((given) =>
    adapter.layout(given).flatMap(elementsOf),
  );
  const differs = training?.findIndex((element, index) => element !== inference?.[index]) ?? 0;
  claim(
    differs < 0 && training?.length === inference?.length,
    () =>
      `with its slots filled the layout has ${show(training?.slice(differs, differs + 4))} where it has ` +
      `${show(inference?.slice(differs, differs + 4))} with empty ones`,
    'give ids, attention and images without looking at what fills a slot',
  );
}

/** What the model meets at a piece, whatever fills it. */
function elementsOf(piece: Piece): readonly string[] {
  const { kind } = piece;
  if (kind === 'image') return [`${kind} ${piece.camera}, ${piece.attention ?? 'causal'}`];
  if (kind !== 'fixed') return [`${kind} of turn ${piece.turn}`];
  return piece.ids.map((id) => `id ${id}, ${piece.attention ?? 'causal'}`);
}

/** Compares the training sequence with what a session sees in inference, with guesses and without. */
async function checkWalks(subject: Subject, plan: Plan): Promise<void> {
  const training = encodePlan(subject.adapter, plan).ids;
  // What is no id is for `spans-cover` to report.
  if (!training.every(Number.isInteger)) return;
  const learnt = plan.turns.flatMap((turn) => (turn.kind === 'question' ? [turn.answer] : []));
  const other = plan.vocabulary.answers.find((answer) => !learnt.includes(answer)) ?? null;
  for (const guesses of [[], learnt, learnt.map(() => other)])
    await checkWalk(subject, plan, training, guesses);
}

/** Walks the plan as inference does, with a model that goes on as trained, and compares what its session saw. */
async function checkWalk(
  { adapter, shape }: Subject,
  plan: Plan,
  training: readonly number[],
  guesses: readonly (string | null)[],
): Promise<void> {
  const vocabularySize = sizeFor(adapter, plan, training);
  const session = createFakeSession({ vocabularySize, next: followSequence(training) });
  const walked = await runPlan({ adapter, session, plan: emptiedFrom(plan, 0), shape, guesses }).catch(
    unlessAmbiguous,
  );
  if (walked === null) return;
  // What the action is, and where it ends, is for the checks of the codec.
  const beforeAction = encodePrompt(adapter, emptiedFrom(plan, plan.turns.length - 1)).ids.length;
  const seen = session.ids.slice(0, beforeAction);
  const differs = seen.findIndex((id, index) => !Object.is(id, training[index]));
  claim(
    differs < 0 && seen.length === beforeAction,
    () =>
      `with the guesses ${show(guesses)} the session saw ${show(seen.slice(differs))} where training has ` +
      show(training.slice(differs, beforeAction)),
    'let layout and answerChoices speak of the same ids',
  );
  await session.close();
}

/** Choices that cannot be told apart are for `answers-differ` to report. */
function unlessAmbiguous(error: unknown): null {
  if (InspireError.isInstance(error) && error.code === 'ANSWER_CHOICES') return null;
  throw error;
}

function sizeFor(adapter: VlaAdapter, plan: Plan, training: readonly number[]): number {
  const choices = adapter.answerChoices(plan.vocabulary);
  return choices.reduce((size, { ids }) => Math.max(size, sizeOf(ids)), sizeOf(training));
}

/** Entries that a vocabulary needs for these ids; what is no id is for `spans-cover` to report. */
function sizeOf(ids: readonly number[]): number {
  return ids.reduce((size, id) => (Number.isInteger(id) ? Math.max(size, id + 1) : size), 1);
}
