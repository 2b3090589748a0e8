import { InspireError } from '@inspire-vla/adapter';
import type { Camera, Column, Feature, LanguageRow } from '@inspire-vla/dataset';
import { unlabelled } from '@inspire-vla/direction-labeler';
import type { ObjectLabels } from './annotate-episode.js';

/**
 * How much dialogue a frame gets: one object's question and answer in turn, which is as much as LeRobot's renderer
 * takes per frame and camera, or those of all objects. An object without an answer leaves its turn to the next.
 */
export const languageEventModes = ['turn', 'all'] as const;

/** See {@link languageEventModes}. */
export type LanguageEventMode = (typeof languageEventModes)[number];

/** The feature that holds the dialogue. */
export const languageEventsFeature: Feature = {
  name: 'language_events',
  type: 'language',
  shape: [1],
  names: null,
};

/** What the dialogue of an episode is made of. */
export interface Dialogue {
  readonly mode: LanguageEventMode;
  /** The camera that the questions are about. */
  readonly camera: string;
  readonly length: number;
  /** One per object. */
  readonly questions: readonly string[];
  readonly objects: readonly Pick<ObjectLabels, 'codes'>[];
  /** All answers; the index is the label code. */
  readonly answers: readonly string[];
  /** What the source says at each frame; its own questions about the camera give way. */
  readonly before: Column | null;
}

/** Questions and answers per frame as rows of LeRobot's `language_events`; an unknown answer gives none. */
export function createLanguageEvents(dialogue: Dialogue): readonly (readonly LanguageRow[])[] {
  const { mode, length, questions, before, camera } = dialogue;
  return Array.from({ length }, (_, frame) => {
    const kept = rowsAt(before, frame).filter((row) => row.style !== 'vqa' || row.camera !== camera);
    const first = mode === 'all' ? 0 : frame % Math.max(1, questions.length);
    const pairs = inTurn(questions.length, first)
      .map((object) => pairAt(dialogue, object, frame))
      .filter(({ length }) => length > 0);
    return [...kept, ...(mode === 'all' ? pairs : pairs.slice(0, 1)).flat()];
  });
}

/** All objects, from one on and round. */
function inTurn(count: number, first: number): readonly number[] {
  return Array.from({ length: count }, (_, step) => (first + step) % count);
}

function rowsAt(column: Column | null, frame: number): readonly LanguageRow[] {
  const rows = column?.[frame];
  return Array.isArray(rows) ? rows : [];
}

function pairAt(
  { camera, questions, objects, answers }: Dialogue,
  object: number,
  frame: number,
): readonly LanguageRow[] {
  const code = objects[object]?.codes[frame] ?? unlabelled;
  const [question = '', answer = ''] = [questions[object], code === unlabelled ? '' : answers[code]];
  if (answer === '') return [];
  const about = { style: 'vqa', camera, toolCalls: null } as const;
  return [
    { role: 'user', content: question, ...about },
    { role: 'assistant', content: answer, ...about },
  ];
}

/**
 * The camera that the questions are about: answers speak from the third person, so the first that is not on the arm.
 *
 * @throws InspireError `CAMERA_MISSING` where there is none: LeRobot wants one for every question.
 */
export function askedCamera(cameras: readonly Camera[]): string {
  const camera = cameras.find(({ name }) => !/wrist|hand|gripper/i.test(name)) ?? cameras[0];
  if (camera !== undefined) return camera.name;
  throw new InspireError({
    code: 'CAMERA_MISSING',
    message: 'the dataset has no camera, and LeRobot wants one for every question',
    at: languageEventsFeature.name,
    fix: 'leave out --language-events',
  });
}
