import { type ActionShape, createAnswerVocabulary, type Plan } from '@inspire-vla/adapter';

/** A filled plan: a direction word in the question, an answer, a state below the range, and a chunk of the shape. */
export function createExample({ horizon, dimensions }: ActionShape): Plan {
  return {
    vocabulary: createAnswerVocabulary(),
    state: [0.1, -0.2, 0.3, -1.5, 0.5, 0.6, 1, -1],
    order: 'instruct-first',
    turns: [
      { kind: 'instruction', instruction: 'put the left bowl on the plate' },
      {
        kind: 'question',
        object: 'the left bowl',
        question: 'In which direction is the left bowl relative to the robot?',
        answer: 'grasped',
      },
      {
        kind: 'action',
        actions: Array.from({ length: horizon }, (_, step) =>
          Array.from({ length: dimensions }, (_, dimension) => Math.sin(step * 0.3 + dimension) / 2),
        ),
      },
    ],
  };
}
