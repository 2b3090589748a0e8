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
  const text = questions.join('\n');
  return new Map<string, Column>([
    [question, Array.from({ length }, () => text)],
    [answer, Array.from({ length }, (_, frame) => answersAt(frame, objects, answers))],
    [relation, relations.values],
    [known, relations.known],
  ]);
}

function answersAt(frame: number, objects: readonly ObjectLabels[], answers: readonly string[]): string {
  return objects
    .map(({ codes }) => {
      const code = codes[frame] ?? unlabelled;
      return code === unlabelled ? '' : (answers[code] ?? '');
    })
    .join('\n');
}

function relationsOf(length: number, objects: readonly ObjectLabels[], rows: number): Float32Array {
  const values = new Float32Array(length * rows * 3);
  objects.forEach(({ relations }, row) => {
    for (let frame = 0; frame < length; frame += 1) {
      values.set(relations.subarray(frame * 3, frame * 3 + 3), (frame * rows + row) * 3);
    }
  });
  return values;
}
