import { encodePlan, encodePrompt, type Plan, type VlaAdapter } from '@inspire-vla/adapter';
import { createFakeSession, followSequence } from '../fake-session.js';
import { claim, show } from '../nonconforming.js';
import { emptiedFrom, plansFor } from '../plans.js';
import type { Subject } from '../subject.js';
import { walkPlan } from '../walk.js';
import type { CheckDefinition } from './definition.js';

/** Training and inference side by side. */
export const streamChecks: readonly CheckDefinition[] = [
  {
    name: 'streams-equal',
    claim:
      'a model that gives the training answers sees the training ids, slot by slot, in every order and formulation',
    run: (subject) => subject.forAll(plansFor(subject), (plan) => checkStreams(subject, plan)),
  },
];

/** Compares the training sequence with the prompt of every slot, and with what a session sees on the way. */
export async function checkStreams({ adapter, options }: Subject, plan: Plan): Promise<void> {
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
  const session = createFakeSession({
    vocabularySize: sizeFor(adapter, plan, training),
    next: followSequence(training),
  });
  await walkPlan(adapter, emptiedFrom(plan, 0), session);
  const seen = session.ids;
  const differs = seen.findIndex((id, index) => !Object.is(id, training[index]));
  claim(
    differs < 0,
    () =>
      `the session saw ${show(seen.slice(differs))} where training has ${show(training.slice(differs, seen.length))}`,
    'let layout and answerChoices speak of the same ids',
  );
  await session.close();
}

function sizeFor(adapter: VlaAdapter, plan: Plan, training: readonly number[]): number {
  const choices = adapter.answerChoices(plan.vocabulary);
  return choices.reduce((size, { ids }) => Math.max(size, sizeOf(ids)), sizeOf(training));
}

/** Entries that a vocabulary needs for these ids; what is no id is for `spans-cover` to report. */
function sizeOf(ids: readonly number[]): number {
  return ids.reduce((size, id) => (Number.isInteger(id) ? Math.max(size, id + 1) : size), 1);
}
