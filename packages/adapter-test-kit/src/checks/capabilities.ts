import {
  createAnswerVocabulary,
  encodePlan,
  encodePrompt,
  formulations,
  InspireError,
  orders,
  type Plan,
  withoutQuestions,
} from '@inspire-vla/adapter';
import { claim, isSame, nonconforming, normalised } from '../nonconforming.js';
import type { Capability } from '../options.js';
import { emptiedFrom, plansFor, thinned } from '../plans.js';
import { canonicalPlan, refusal, type Subject, type Variety } from '../subject.js';
import type { CheckDefinition } from './definition.js';

/** What a backbone may lack if its author says why. */
export const capabilityChecks: readonly CheckDefinition[] = [
  ...orders.map((order) =>
    capability(order, `plans in the order ${order} are laid out in it`, (subject) => {
      const variety = subject.varieties.find((known) => known.order === order);
      if (variety === undefined) throw lacking(subject, { order }, order);
      checkOrder(subject, variety);
    }),
  ),
  ...formulations.map((formulation) =>
    capability(formulation, `questions of ${formulation} can be asked`, ({ varieties, ...subject }) => {
      const isKnown = varieties.some(({ vocabulary }) => vocabulary.formulation === formulation);
      const vocabulary = thinned(createAnswerVocabulary({ formulation }));
      if (!isKnown) throw lacking(subject, { vocabulary }, formulation);
    }),
  ),
  capability('no-questions', 'a plan without questions is the plain backbone', (subject) => {
    const said = refusal(subject.adapter, withoutQuestions(anyPlan(subject)));
    if (said !== null) throw refused(said.message, 'no-questions');
  }),
  capability('state', "the robot's state stands in the sequence, every number of it", (subject) => {
    const { adapter, stateSize } = subject;
    claim(stateSize > 0, 'the example has no state', 'give example() a state, or skip state with the reason');
    for (let place = 0; place < stateSize; place += 1) {
      const idsAt = (value: number) =>
        encodePlan(adapter, { ...anyPlan(subject), state: stateWith(stateSize, place, value) }).ids;
      claim(
        !isSame(idsAt(-0.9), idsAt(0.9)),
        `another state[${place}] gives the same ids`,
        'write all numbers of the state into the layout',
      );
    }
    checkOddStates(subject);
  }),
  capability('reference-loss-mask', "the reference's loss mask has one 0 or 1 per id", async (subject) => {
    const { adapter } = subject;
    claim(
      adapter.referenceLossMask !== undefined,
      'there is no referenceLossMask',
      'give it, or skip reference-loss-mask with the reason, e.g. that the reference masks by role',
    );
    await subject.forAll(plansFor(subject), (plan) => {
      const encoded = encodePlan(adapter, plan);
      const mask = adapter.referenceLossMask?.(encoded) ?? [];
      const isSound = mask.length === encoded.ids.length && mask.every((flag) => flag === 0 || flag === 1);
      claim(isSound, 'the mask is not one 0 or 1 per id', 'give a Uint8Array of the length of the ids');
    });
  }),
];

/** Whether the model hears the task before it answers is all that an order is. */
function checkOrder(subject: Subject, variety: Variety): void {
  const { adapter, options } = subject;
  const plan = canonicalPlan(subject, variety);
  const { instruction = '' } = plan.turns.find((turn) => turn.kind === 'instruction') ?? {};
  const isTold = (ids: readonly number[]) =>
    normalised(options.tokenizer.decode(ids)).includes(normalised(instruction));
  // What stands nowhere is for `texts-present` to report.
  if (!isTold(encodePlan(adapter, plan).ids)) return;
  const isFirst = isTold(encodePrompt(adapter, emptiedFrom(plan, 0)).ids);
  claim(
    isFirst === (variety.order === 'instruct-first'),
    `in the order ${variety.order} the instruction stands ${isFirst ? 'before' : 'behind'} the first answer`,
    `follow the order of the plan's turns, or refuse it with PLAN_UNSUPPORTED and skip ${variety.order}`,
  );
}

/** Robots have moments without a state, and sensors that give no number. */
function checkOddStates(subject: Subject): void {
  const withState = (state: readonly number[] | null) => ({ ...anyPlan(subject), state });
  const [thrown] = thrownBy(() => encodePlan(subject.adapter, withState(null)));
  claim(
    thrown === undefined || InspireError.isInstance(thrown),
    () => `a plan without a state gives ${String(thrown)}`,
    'lay it out without the state, or throw PLAN_UNSUPPORTED',
  );
  const [refused] = thrownBy(() =>
    encodePlan(subject.adapter, withState(stateWith(subject.stateSize, 0, Number.NaN))),
  );
  claim(
    InspireError.isInstance(refused),
    () =>
      refused === undefined ? 'NaN in a state is written as a number' : `NaN in a state gives ${refused}`,
    'throw an InspireError such as STATE_NOT_FINITE',
  );
}

function thrownBy(run: () => unknown): readonly unknown[] {
  try {
    run();
  } catch (error) {
    return [error];
  }
  return [];
}

function stateWith(size: number, place: number, value: number): readonly number[] {
  return Array.from({ length: size }, (_, index) => (index === place ? value : 0.5));
}

function capability(name: Capability, claimed: string, run: CheckDefinition['run']): CheckDefinition {
  return { name, claim: claimed, capability: name, run };
}

/** The failure for a variety, in the adapter's own words. */
function lacking(subject: Omit<Subject, 'varieties'>, variety: Partial<Variety>, name: Capability): Error {
  const whole: Variety = { order: 'vqa-first', vocabulary: createAnswerVocabulary(), ...variety };
  return refused(refusal(subject.adapter, canonicalPlan(subject, whole))?.message ?? 'the plan', name);
}

function refused(message: string, name: Capability): Error {
  return nonconforming(
    `the adapter refuses: ${message}`,
    `lay such plans out, or skip ${name} with the reason`,
  );
}

function anyPlan(subject: Subject): Plan {
  const [variety] = subject.varieties;
  if (variety === undefined) throw nonconforming('the adapter refuses every plan', 'lay out one order');
  return canonicalPlan(subject, variety);
}
