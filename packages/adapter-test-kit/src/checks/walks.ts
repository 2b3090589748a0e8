import { encodePlan, encodePrompt, InspireError, type Plan, type VlaAdapter } from '@inspire-vla/adapter';
import { runPlan } from '@inspire-vla/adapter/run';
import { createFakeSession, type FakeSession, followSequence } from '../fake-session.js';
import { claim, show } from '../nonconforming.js';
import { emptiedFrom } from '../plans.js';
import type { Subject } from '../subject.js';
import {
  type Position,
  pictureAttention,
  pictureLength,
  visibleByCalls,
  visibleByFlags,
} from '../visibility.js';
import { beginsBlocksWell } from './attention.js';

/** Compares the training sequence with what a session sees in inference, with guesses and without. */
export async function checkWalks(subject: Subject, plan: Plan): Promise<void> {
  const training = encodePlan(subject.adapter, plan).ids;
  // What is no id is for `spans-cover` to report.
  if (!training.every(Number.isInteger)) return;
  const learnt = plan.turns.flatMap((turn) => (turn.kind === 'question' ? [turn.answer] : []));
  const other = plan.vocabulary.answers.find((answer) => !learnt.includes(answer)) ?? null;
  const guessed = learnt.length === 0 ? [] : [learnt, learnt.map(() => other)];
  for (const guesses of [[], ...guessed]) await checkWalk(subject, plan, training, guesses);
}

/** Walks the plan as inference does, with a model that goes on as trained, and compares what its session saw. */
async function checkWalk(
  subject: Subject,
  plan: Plan,
  training: readonly number[],
  guesses: readonly (string | null)[],
): Promise<void> {
  const { adapter, shape } = subject;
  const vocabularySize = sizeFor(adapter, plan, training);
  const session = createFakeSession({
    vocabularySize,
    next: followSequence(training),
    imageLength: pictureLength,
  });
  // What the action is, and where it ends, is for the checks of the codec; a pass per id of it would cost the most.
  const asked = emptiedFrom(plan, 0).turns.map((turn, index) =>
    turn.kind === 'action' ? (plan.turns[index] ?? turn) : turn,
  );
  const walked = await runPlan({ adapter, session, plan: { ...plan, turns: asked }, shape, guesses }).catch(
    unlessAmbiguous,
  );
  if (walked === null) return;
  const beforeAction = emptiedFrom(plan, plan.turns.length - 1);
  const wanted = encodePrompt(adapter, beforeAction).ids.length;
  const seen = session.ids.slice(0, wanted);
  const differs = seen.findIndex((id, index) => !Object.is(id, training[index]));
  claim(
    differs < 0 && seen.length === wanted,
    () =>
      `with the guesses ${show(guesses)} the session saw ${show(seen.slice(differs))} where training has ` +
      show(training.slice(differs, wanted)),
    'let layout and answerChoices speak of the same ids',
  );
  checkVisibility(subject, beforeAction, session);
  await session.close();
}

/** Compares who sees whom: in training by flags, in the session by its calls. */
function checkVisibility({ adapter, options }: Subject, beforeAction: Plan, session: FakeSession): void {
  const pieces = adapter.layout(beforeAction);
  // Where blocks begin is for the checks of attention to report.
  if (!beginsBlocksWell(pieces)) return;
  const pictures = pictureAttention(pieces);
  const training = visibleByFlags(encodePrompt(adapter, beforeAction), pictures);
  const inference = visibleByCalls(session.calls, pictures);
  const nameOf = ({ what }: Position) =>
    typeof what === 'string' ? `the picture of ${what}` : show(options.tokenizer.decode([what]));
  training.forEach((position, index) => {
    const { visible = 0 } = inference[index] ?? {};
    claim(
      position.visible === visible,
      () =>
        `${nameOf(position)} at position ${index} sees ${position.visible} positions in training, ${visible} at inference`,
      'give all pictures one attention, and ids one that does not depend on what fills a slot',
    );
  });
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
