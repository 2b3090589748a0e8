import { createAnswerVocabulary } from '@inspire-vla/adapter';
import { unlabelled } from '@inspire-vla/direction-labeler';
import type { ReportData, ReportEpisode, ReportObject, ReportTask } from '../report-data.js';

/** The smallest PNG: one grey pixel. */
export const onePixel: Uint8Array = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** Answers of the fixtures: those of direction-1d. */
export const vocabulary: readonly string[] = createAnswerVocabulary().answers;

/** An object without a body. */
export function exampleObject(changes: Partial<ReportObject> = {}): ReportObject {
  const phrase = changes.phrase ?? 'the bowl';
  return {
    phrase,
    role: 'target',
    question: `In which direction is ${phrase} relative to the robot?`,
    span: null,
    body: null,
    ...changes,
  };
}

/** An episode of 20 frames: one object, first down, then grasped, the last two frames unlabelled. */
export function exampleEpisode(changes: Partial<ReportEpisode> = {}): ReportEpisode {
  const length = 20;
  const codes = Uint16Array.from({ length }, (_, frame) => (frame < 8 ? codeOf('down') : codeOf('grasped')));
  codes.fill(unlabelled, 18);
  const relations = Float32Array.from({ length: 3 * length }, (_, place) => {
    if (place >= 3 * 18) return Number.NaN;
    return place % 3 === 2 ? -0.2 + place / 300 : 0.01;
  });
  return {
    id: 'demo_0',
    index: 0,
    length,
    fps: 10,
    codes: [codes],
    relations: [relations],
    strip: [0, 8, 19].map((frame) => ({ frame, mime: 'image/png', bytes: onePixel })),
    ...changes,
  };
}

/** A task of one object and one episode. */
export function exampleTask(changes: Partial<ReportTask> = {}): ReportTask {
  return {
    instruction: 'pick up the bowl',
    objects: [exampleObject({ span: [8, 16], body: 'bowl_1_main' })],
    episodes: [exampleEpisode()],
    episodeCount: 1,
    ...changes,
  };
}

/** A report of one task. */
export function exampleData(changes: Partial<ReportData> = {}): ReportData {
  return {
    title: 'Kitchen',
    source: { path: 'kitchen.hdf5', format: 'libero-hdf5' },
    version: '1.2.3',
    options: { formulation: 'direction-1d' },
    vocabulary,
    totals: {
      episodes: 1,
      frames: 1234567,
      labels: 18,
      unlabelled: 2,
      answers: { down: 8, grasped: 10 },
    },
    problems: [],
    tasks: [exampleTask()],
    ...changes,
  };
}

function codeOf(answer: string): number {
  return vocabulary.indexOf(answer);
}
