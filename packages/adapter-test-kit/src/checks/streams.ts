import { encodePlan, encodePrompt, type Piece, type Plan, type VlaAdapter } from '@inspire-vla/adapter';
import { claim, show } from '../nonconforming.js';
import { emptiedFrom, plansFor } from '../plans.js';
import { plainPlans, type Subject } from '../subject.js';
import type { CheckDefinition } from './definition.js';
import { checkWalks } from './walks.js';

/** Training and inference side by side. */
export const streamChecks: readonly CheckDefinition[] = [
  {
    name: 'streams-equal',
    claim:
      'a model that gives the training answers sees the training ids, slot by slot, and they see each other as in ' +
      'training, in every order and formulation, with guesses, right or wrong, as without, and without questions',
    async run(subject) {
      await subject.forAll(plansFor(subject), (plan) => {
        checkPrompts(subject, plan);
        checkLayouts(subject.adapter, plan);
      });
      // A walk costs as many passes as it has tokens to choose, and sees the same ids.
      const walks = Math.ceil((subject.options.runs ?? 100) / 4);
      await subject.forAll(plansFor(subject), (plan) => checkWalks(subject, plan), walks);
      for (const plan of plainPlans(subject)) await checkWalks(subject, plan);
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
