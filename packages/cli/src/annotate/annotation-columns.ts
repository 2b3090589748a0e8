import type { Column, Feature } from '@inspire-vla/dataset';
import { unlabelled } from '@inspire-vla/direction-labeler';
import type { ObjectLabels } from './annotate-episode.js';
import { splitUnknown } from './known-relations.js';

/** Names of the features that annotation adds to every frame. */
export const annotationFeatures = {
  question: 'inspire.question',
  answer: 'inspire.answer',
  relation: 'inspire.relation',
  known: 'inspire.relation_known',
} as const;

/** Whether frames have answers, as those that `inspire annotate` wrote. */
export function hasAnswers(features: readonly Pick<Feature, 'name'>[]): boolean {
  return features.some(({ name }) => name === annotationFeatures.answer);
}

/**
 * The added features; `inspire.relation` has room for the task with the most objects.
 *
 * @param objectsMaximum - the largest number of objects of any task.
 */
export function describeAnnotation(objectsMaximum: number): readonly Feature[] {
  const { question, answer, relation, known } = annotationFeatures;
  const rows = Math.max(1, objectsMaximum);
  return [
    { name: question, type: 'string', shape: [1], names: null },
    { name: answer, type: 'string', shape: [1], names: null },
    { name: relation, type: 'float32', shape: [rows, 3], names: null },
    { name: known, type: 'bool', shape: [rows], names: null },
  ];
}

/**
 * The added columns of an episode.
 *
 * Rows of `inspire.relation` whose object's position is unknown, or which are padding of a task with fewer objects, hold
 * zeros, and `inspire.relation_known` says false of them: readers of LeRobot refuse NaN.
 */
export function annotationColumns(
  length: number,
  questions: readonly string[],
  objects: readonly ObjectLabels[],
  answers: readonly string[],
  objectsMaximum: number,
): ReadonlyMap<string, Column> {
  const { question, answer, relation, known } = annotationFeatures;
  const rows = Math.max(1, objectsMaximum);
  const relations = splitUnknown(relationsOf(length, objects, rows), rows, objects.length);
  return new Map<string, Column>([
    [question, new Array<string>(length).fill(questions.join('\n'))],
    [answer, answersOf(length, objects, answers)],
    [relation, relations.values],
    [known, relations.known],
  ]);
}

/** Answers change seldom, so a frame whose labels are those of the one before gets the same text. */
function answersOf(
  length: number,
  objects: readonly ObjectLabels[],
  answers: readonly string[],
): readonly string[] {
  const texts = new Array<string>(length);
  for (let frame = 0; frame < length; ) {
    const text = objects.map(({ codes }) => answerOf(codes[frame], answers)).join('\n');
    const end = objects.reduce((least, { codes }) => endOfRun(codes, frame, least), length);
    texts.fill(text, frame, end);
    frame = end;
  }
  return texts;
}

/** The first frame after one, and not after `most`, whose code is another. */
function endOfRun(codes: Uint16Array, frame: number, most: number): number {
  const code = codes[frame];
  let end = frame + 1;
  while (end < most && codes[end] === code) end += 1;
  return end;
}

function answerOf(code = unlabelled, answers: readonly string[]): string {
  return code === unlabelled ? '' : (answers[code] ?? '');
}

function relationsOf(length: number, objects: readonly ObjectLabels[], rows: number): Float32Array {
  const values = new Float32Array(length * rows * 3);
  for (const [row, { relations }] of objects.entries()) {
    for (let frame = 0, from = 0, to = row * 3; frame < length; frame += 1, from += 3, to += rows * 3) {
      values[to] = relations[from] as number;
      values[to + 1] = relations[from + 1] as number;
      values[to + 2] = relations[from + 2] as number;
    }
  }
  return values;
}
