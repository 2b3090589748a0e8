/** What may be wrong with a dataset; the codes are stable. */
export const problemCodes = [
  'unreadable',
  'annotation',
  'empty-episode',
  'frame-gap',
  'timestamp-gap',
  'late-start',
  'wrong-fps',
  'not-finite',
  'no-instruction',
  'no-object',
  'task-without-text',
  'several-tasks',
  'orientation',
  'constant-camera',
  'video-length',
  'action-range',
  'duplicate-episode',
] as const;

/** Name of a kind of problem. */
export type ProblemCode = (typeof problemCodes)[number];

/** Something that a person should know about a dataset, with its place. */
export interface DatasetProblem {
  readonly code: ProblemCode;
  /** Episode, and frame, feature or camera where it is about one. */
  readonly at: string;
  readonly message: string;
}
