import { formulations, wordSets } from '@inspire-vla/adapter';
import type { Column, Episode, Feature } from '@inspire-vla/dataset';
import { createQuestion } from '@inspire-vla/prompt-builder';
import { annotationFeatures } from '../annotation-columns.js';
import { joinUnknown, relationOf } from '../known-relations.js';
import type { TaskObject } from '../task-objects.js';
import { type EpisodePlacement, type ObjectPlacement, unknownPlacement } from './placement.js';
import type { RecordedBodies, RecordedBody } from './recorded-bodies.js';

/** Answers that say that the gripper holds the object, in whatever words the source was annotated. */
const graspedAnswers: ReadonlySet<string> = new Set(Object.values(wordSets).map(({ grasped }) => grasped));

/** Whether a dataset was annotated before, so that it says itself where objects are. */
export function isAnnotated(features: readonly Feature[]): boolean {
  return Object.values(annotationFeatures).every((wanted) => features.some(({ name }) => name === wanted));
}

/**
 * Takes the positions of a task's objects from an earlier annotation of the same dataset: what a simulator knew of
 * LIBERO stays known after the way through LeRobot. Null where none of these objects was asked about then.
 *
 * Frames without an answer then get none now, since that annotation's tolerance is not known any more.
 *
 * @param bodyOf - which bodies the objects were linked to then.
 */
export async function placeByRecord(
  episode: Episode,
  objects: readonly TaskObject[],
  bodyOf: RecordedBodies,
): Promise<EpisodePlacement | null> {
  const record = await readRecord(episode);
  const rows = objects.map(({ phrase }) => rowOf(phrase, record.questions));
  if (rows.length > 0 && rows.every((row) => row < 0)) return null;
  return {
    from: 'annotation',
    objects: objects.map(({ phrase }, index) => {
      const row = rows[index] ?? -1;
      if (row < 0) return unknownPlacement(episode.length);
      return placeRow(record, row, episode.length, bodyOf(episode, phrase));
    }),
    problems: objects.flatMap(({ phrase }, index) =>
      (rows[index] ?? -1) < 0
        ? [{ at: episode.id, message: `the source's own annotation does not speak of "${phrase}"` }]
        : [],
    ),
  };
}

interface Recorded {
  readonly questions: readonly string[];
  /** Per frame, in the order of the questions. */
  readonly answers: readonly (readonly string[])[];
  /** [length × objects_max × 3], metres, NaN where unknown. */
  readonly relations: Float64Array;
}

async function readRecord(episode: Episode): Promise<Recorded> {
  const { question, answer, relation, known } = annotationFeatures;
  // Asked for at once, since a source may read them together.
  const [questions, answers, values, flags] = await Promise.all([
    episode.column(question),
    episode.column(answer),
    episode.column(relation),
    episode.column(known),
  ]);
  return {
    questions: String(questions[0] ?? '').split('\n'),
    answers: linesOf(answers),
    relations: joinUnknown(values, flags),
  };
}

function linesOf(answers: Column): readonly (readonly string[])[] {
  const split = new Map<string, readonly string[]>();
  return Array.from(answers, String).map((whole) => {
    const lines = split.get(whole) ?? whole.split('\n');
    split.set(whole, lines);
    return lines;
  });
}

/** Place of the question about an object, whatever its formulation; −1 where there was none. */
function rowOf(phrase: string, questions: readonly string[]): number {
  const asked = new Set(formulations.map((formulation) => createQuestion(formulation, phrase)));
  return questions.findIndex((question) => asked.has(question));
}

function placeRow(
  { answers, relations }: Recorded,
  row: number,
  length: number,
  body: RecordedBody,
): ObjectPlacement {
  const told = answers.map((lines) => lines[row] ?? '');
  return {
    ...body,
    relations: relationOf(relations, row, length),
    grasped: Uint8Array.from(told, (answer) => Number(graspedAnswers.has(answer))),
    answered: Uint8Array.from(told, (answer) => Number(answer !== '')),
    tolerance: 0,
  };
}
