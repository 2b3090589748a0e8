import type { ActionChunk } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { malformedIds, mutatedIds } from '../malformed.js';
import { claim, show } from '../nonconforming.js';
import { chunksFor } from '../plans.js';
import { decodeChunk, type Subject } from '../subject.js';
import type { CheckDefinition } from './definition.js';

/** What the codec makes of ids that are no action. */
export const malformedActionChecks: readonly CheckDefinition[] = [
  {
    name: 'actions-malformed',
    claim: 'ids that are no action give a typed failure: no exception, no NaN, no zeros in its place',
    async run(subject) {
      await subject.forAll(
        chunksFor(subject).chain((actions) => {
          const ids = subject.adapter.actions.encode(awayFromZero(subject, actions));
          return fc.oneof(mutatedIds(ids), malformedIds);
        }),
        (ids) => checkMalformed(subject, ids),
        10 * (subject.options.runs ?? 100),
      );
      await checkWords(subject);
    },
  },
];

/** A chunk that no small fault turns into zeros, so that zeros are no honest reading of its damaged ids. */
function awayFromZero({ options }: Subject, actions: ActionChunk): ActionChunk {
  if (options.sampleActions !== undefined) return actions;
  const [low, high] = options.actionRange ?? [-1, 1];
  return actions.map((action) => action.map((value) => 0.7 * value + 0.3 * (value < 0 ? low : high)));
}

function checkMalformed(subject: Subject, ids: readonly number[]): void {
  const decoded = decodeChunk(subject, ids);
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

/** Words are no action, however near their ids are: a reader that takes the nearest action for them moves a robot. */
async function checkWords(subject: Subject): Promise<void> {
  const words = subject.options.tokenizer.encode(' relative to the robot, put it on the plate');
  const written = new Map<number, readonly number[]>();
  await subject.forAll(chunksFor(subject), (actions) => {
    const ids = subject.adapter.actions.encode(actions);
    for (const id of ids) written.set(id, ids);
  });
  // Where actions are written in the ids of words, words may well read as one.
  if (words.some((id) => written.has(id))) return;
  for (const ids of new Set(written.values())) {
    const said = ids.map((_, index) => words[index % words.length] ?? 0);
    claim(
      !decodeChunk(subject, said).ok,
      () => `the ids of words, ${show(said)}, are read as an action`,
      'fail at ids that encode never gives, instead of taking them for the nearest ones',
    );
  }
}

function isEncodingOf({ adapter }: Subject, actions: ActionChunk, ids: readonly number[]): boolean {
  const own = adapter.actions.encode(actions);
  return own.length === ids.length && own.every((id, index) => id === ids[index]);
}
