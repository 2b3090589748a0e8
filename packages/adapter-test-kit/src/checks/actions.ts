import { type ActionChunk, type ActionCodec, type EncodedPlan, encodePlan } from '@inspire-vla/adapter';
import { createLossMask } from '@inspire-vla/token-loss-mask';
import { claim, nonconforming, show } from '../nonconforming.js';
import { chunksFor, plansFor } from '../plans.js';
import { decodeChunk } from '../subject.js';
import type { CheckDefinition } from './definition.js';

/** The action codec and its stop rule. */
export const actionChecks: readonly CheckDefinition[] = [
  {
    name: 'actions-round-trip',
    claim: 'a chunk comes back within the bound',
    run: (subject) =>
      subject.forAll(chunksFor(subject), (actions) => {
        const decoded = decodeChunk(subject, subject.adapter.actions.encode(actions));
        claim(
          decoded.ok,
          () => `the codec cannot read its own ids: ${show(decoded)}`,
          'mend encode or decode',
        );
        if (decoded.ok) checkBound(actions, decoded.actions, subject.options.actionBound);
      }),
  },
  {
    name: 'actions-stop',
    claim: 'the stop rule ends the action where training ends it, by an id that is learnt',
    run: (subject) =>
      subject.forAll(plansFor(subject), (plan) => {
        const encoded = encodePlan(subject.adapter, plan);
        const { ids, spans } = encoded;
        const { actions } = plan.turns.find((turn) => turn.kind === 'action') ?? { actions: null };
        const own = subject.adapter.actions.encode(actions ?? []);
        const last = plan.turns.length - 1;
        // Text that the reference learns with the action may stand in the same role before it.
        const start = spans
          .filter(({ role, turn }) => role === 'action' && turn === last)
          .find((span) => own.every((id, index) => ids[span.start + index] === id))?.start;
        if (start === undefined) throw nonconforming('the action stands nowhere', 'give an action slot');
        const length = stoppedAfter(subject.adapter.actions, ids, start);
        claim(
          length === own.length,
          () =>
            `a model that goes on as trained is stopped after ${length} ids, the action has ${own.length}`,
          'give the length of every chunk, or the id that follows the action slot in the layout',
        );
        checkLearnt(subject.adapter.actions, encoded, start + length);
      }),
  },
];

function checkBound(wanted: ActionChunk, given: ActionChunk, bound: number): void {
  wanted.forEach((action, step) => {
    action.forEach((value, dimension) => {
      const back = given[step]?.[dimension] ?? Number.NaN;
      claim(
        Math.abs(back - value) <= bound,
        () =>
          `actions[${step}][${dimension}] is ${value} and comes back as ${back}, over the bound of ${bound}`,
        'mend the codec, or state the bound that it has',
      );
    });
  });
}

/** How many ids a model that goes on as trained gives until the stop rule ends it. */
function stoppedAfter({ stop }: ActionCodec, training: readonly number[], start: number): number {
  if (stop.kind === 'length') return stop.length;
  const length = training.slice(start).findIndex((id) => stop.ids.includes(id));
  // An end that never comes, or too late, is no end: the limit is for models that have gone astray.
  return length < 0 ? stop.maximumLength + 1 : Math.min(length, stop.maximumLength);
}

/** A model ends an action at an id only if it has learnt to say it. */
function checkLearnt({ stop }: ActionCodec, encoded: EncodedPlan, end: number): void {
  claim(
    stop.kind === 'length' || createLossMask(encoded)[end] === 1,
    () => `id ${encoded.ids[end]} ends the action, but no loss stands on it, so no model will say it`,
    'give the piece after the action slot the role end',
  );
}
