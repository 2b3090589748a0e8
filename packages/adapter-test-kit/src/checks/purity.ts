import { encodePlan, type Plan, type VlaAdapter } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { claim, isSame } from '../nonconforming.js';
import { chunksFor, plansFor } from '../plans.js';
import type { Subject } from '../subject.js';
import type { CheckDefinition } from './definition.js';

/** The same input gives the same output, and stays as it was. */
export const purityChecks: readonly CheckDefinition[] = [
  {
    name: 'inputs-unchanged',
    claim: 'plans, chunks, ids and vocabularies may be frozen, and stay as they are',
    run: (subject) =>
      subject.forAll(plansFor(subject), (plan) => {
        const frozen = deepFreeze(structuredClone(plan));
        const open = structuredClone(plan);
        const [fromFrozen, fromOpen] = [outputsOf(subject, frozen), outputsOf(subject, open)];
        claim(isSame(fromFrozen, fromOpen), 'a frozen plan gives something else', 'do not write to inputs');
        claim(isSame(open, plan), 'the plan is not what it was', 'copy before changing anything');
      }),
  },
  {
    name: 'deterministic',
    claim: 'two adapters give the same, every time and in any order of calls',
    run: async (subject) => {
      const other = { ...subject, adapter: await subject.options.createAdapter() };
      const fix = 'keep no state that later calls depend on, and no random choice';
      claim(
        isSame(describe(subject.adapter), describe(other.adapter)),
        'two adapters describe themselves differently',
        fix,
      );
      const pairs = fc.tuple(plansFor(subject), plansFor(subject));
      await subject.forAll(pairs, ([first, second]) => {
        const forward = [outputsOf(subject, first), outputsOf(subject, second), outputsOf(subject, first)];
        const late = [outputsOf(other, second), outputsOf(other, first)];
        claim(isSame(forward[0], forward[2]), 'the second time gives something else', fix);
        claim(
          isSame(forward[0], late[1]) && isSame(forward[1], late[0]),
          'another adapter gives something else',
          fix,
        );
      });
      await subject.forAll(chunksFor(subject), (actions) => {
        const ids = subject.adapter.actions.encode(actions);
        claim(isSame(ids, other.adapter.actions.encode(actions)), 'a chunk has other ids the next time', fix);
      });
    },
  },
];

/** Everything that an adapter says of a plan. */
function outputsOf({ adapter, shape }: Subject, plan: Plan): unknown {
  const encoded = encodePlan(adapter, plan);
  const { actions } = plan.turns.find((turn) => turn.kind === 'action') ?? { actions: null };
  const ids = Object.freeze(adapter.actions.encode(actions ?? []));
  return [
    encoded,
    adapter.answerChoices(plan.vocabulary),
    adapter.actions.decode(ids, shape),
    adapter.referenceLossMask?.(encoded),
  ];
}

function describe({
  id,
  paddingId,
  images,
  actions: { id: codec, shape, stop },
  ...adapter
}: VlaAdapter): unknown {
  return [id, paddingId, images, codec, shape, stop, adapter.example()];
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
