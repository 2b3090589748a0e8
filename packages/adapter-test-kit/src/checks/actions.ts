import {
  type ActionChunk,
  type ActionCodec,
  type ActionDecoding,
  encodePlan,
  InspireError,
} from '@inspire-vla/adapter';
import fc from 'fast-check';
import { malformedIds, mutatedIds } from '../malformed.js';
import { claim, nonconforming, show } from '../nonconforming.js';
import { chunksFor, plansFor } from '../plans.js';
import type { Subject } from '../subject.js';
import type { CheckDefinition } from './definition.js';

/** The action codec and its stop rule. */
export const actionChecks: readonly CheckDefinition[] = [
  {
    name: 'actions-round-trip',
    claim: 'a chunk comes back within the bound',
    run: (subject) =>
      subject.forAll(chunksFor(subject), (actions) => {
        const decoded = decode(subject, subject.adapter.actions.encode(actions));
        claim(
          decoded.ok,
          () => `the codec cannot read its own ids: ${show(decoded)}`,
          'mend encode or decode',
        );
        if (decoded.ok) checkBound(actions, decoded.actions, subject.options.actionBound);
      }),
  },
  {
    name: 'actions-refuse',
    claim: 'a chunk with NaN, or of another shape where there is one, is an InspireError',
    run({ adapter: { actions: codec }, shape }) {
      const row = new Array<number>(shape.dimensions).fill(0);
      const zeros: ActionChunk = Array.from({ length: shape.horizon }, () => row);
      const hasNaN = zeros.map((action, step) => (step > 0 ? action : action.map(() => Number.NaN)));
      expectRefusal(() => codec.encode(hasNaN), 'a chunk with NaN');
      if (codec.shape === null) return;
      expectRefusal(() => codec.encode([...zeros, row]), 'a chunk with one action too many');
      expectRefusal(
        () => codec.encode(zeros.map((action) => [...action, 0])),
        'a chunk with one dimension too many',
      );
    },
  },
  {
    name: 'actions-stop',
    claim: 'the stop rule ends the action where training ends it',
    run: (subject) =>
      subject.forAll(plansFor(subject), (plan) => {
        const { ids, spans } = encodePlan(subject.adapter, plan);
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
      }),
  },
  {
    name: 'actions-malformed',
    claim: 'ids that are no action give a typed failure: no exception, no NaN, no zeros in its place',
    run: (subject) =>
      subject.forAll(
        chunksFor(subject).chain((actions) => {
          const ids = subject.adapter.actions.encode(awayFromZero(subject, actions));
          return fc.oneof(mutatedIds(ids), malformedIds);
        }),
        (ids) => checkMalformed(subject, ids),
        10 * (subject.options.runs ?? 100),
      ),
  },
];

function decode({ adapter, shape }: Subject, ids: readonly number[]): ActionDecoding {
  return adapter.actions.decode(ids, shape);
}

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

function expectRefusal(encode: () => unknown, what: string): void {
  try {
    encode();
  } catch (error) {
    if (InspireError.isInstance(error)) return;
    throw nonconforming(`${what} gives ${String(error)}`, 'throw an InspireError', error);
  }
  throw nonconforming(`${what} is encoded without a word`, 'throw ACTION_SHAPE or ACTION_NOT_FINITE');
}

/** How many ids a model that goes on as trained gives until the stop rule ends it. */
function stoppedAfter({ stop }: ActionCodec, training: readonly number[], start: number): number {
  if (stop.kind === 'length') return stop.length;
  const length = training.slice(start).findIndex((id) => stop.ids.includes(id));
  // An end that never comes, or too late, is no end: the limit is for models that have gone astray.
  return length < 0 ? stop.maximumLength + 1 : Math.min(length, stop.maximumLength);
}

/** A chunk that no small fault turns into zeros, so that zeros are no honest reading of its damaged ids. */
function awayFromZero({ options }: Subject, actions: ActionChunk): ActionChunk {
  if (options.sampleActions !== undefined) return actions;
  const [low, high] = options.actionRange ?? [-1, 1];
  return actions.map((action) => action.map((value) => 0.7 * value + 0.3 * (value < 0 ? low : high)));
}

function checkMalformed(subject: Subject, ids: readonly number[]): void {
  const decoded = decode(subject, ids);
  if (!decoded.ok) {
    const { reason, detail } = decoded.failure ?? {};
    claim(
      typeof reason === 'string' && reason !== '' && typeof detail === 'string' && detail !== '',
      `the failure says neither reason nor detail: ${show(decoded)}`,
      'name the kind of failure and describe it',
    );
    return;
  }
  const isImpossible = ids.length === 0 || ids.some((id) => !Number.isInteger(id) || id < 0 || id >= 2 ** 31);
  claim(!isImpossible, () => `${show(ids)} is read as an action`, 'check that every id is an action token');
  const { horizon, dimensions } = subject.shape;
  const values = decoded.actions.flat();
  const hasShape =
    decoded.actions.length === horizon && decoded.actions.every((action) => action.length === dimensions);
  claim(hasShape, () => `${show(ids)} decodes to another shape`, 'fail where the number of values is wrong');
  claim(
    values.every(Number.isFinite),
    () => `${show(ids)} decodes to ${show(values)}`,
    'fail instead of NaN',
  );
  const isZeros = values.every((value) => value === 0) && !isEncodingOf(subject, decoded.actions, ids);
  claim(
    !isZeros,
    () => `${show(ids)} decodes to zeros, whose ids are others`,
    'fail instead of giving zeros',
  );
}

function isEncodingOf({ adapter }: Subject, actions: ActionChunk, ids: readonly number[]): boolean {
  const own = adapter.actions.encode(actions);
  return own.length === ids.length && own.every((id, index) => id === ids[index]);
}
