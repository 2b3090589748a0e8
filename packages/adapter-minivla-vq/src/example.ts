import { type ActionShape, createAnswerVocabulary, type Plan } from '@inspire-vla/adapter';

/** A filled plan: a direction word in the question, an answer of several tokens, and a chunk of the codec's shape. */
export function createExample(shape: ActionShape | null): Plan {
  const { horizon, dimensions } = shape ?? { horizon: 0, dimensions: 0 };
  const row = Array.from({ length: dimensions }, () => 0.25);
  return {
    vocabulary: createAnswerVocabulary(),
    state: null,
    turns: [
      {
        kind: 'question',
        object: 'the left bowl',
        question: 'In which direction is the left bowl relative to the robot?',
        answer: 'grasped',
      },
      { kind: 'instruction', instruction: 'put the left bowl on the plate' },
      // Without a codec there is no action to show.
      ...(shape === null
        ? []
        : [{ kind: 'action' as const, actions: Array.from({ length: horizon }, () => row) }]),
    ],
  };
}
