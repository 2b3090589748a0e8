import type { Formulation, WordSet } from '@inspire-vla/adapter';
import { createLabeler } from '@inspire-vla/direction-labeler';
import { bodiesOf, type Task, type WorldState } from '@inspire-vla/tabletop';

/** What a policy is asked: the formulation of its questions and the words of its answers. */
export interface AskedWords {
  readonly formulation?: Formulation;
  readonly words?: WordSet;
}

/** Makes what is true of each object of a task, in their order; empty where the world does not know the object. */
export function createTruths(
  { objects }: Pick<Task, 'objects'>,
  asked: AskedWords = {},
): (state: WorldState) => readonly string[] {
  const labeler = createLabeler(asked);
  return (state) => {
    const bodies = bodiesOf(state);
    return objects.map(({ body: name }) => {
      const body = bodies.find((candidate) => candidate.name === name);
      if (body === undefined) return '';
      const effector = state.hand.position;
      return labeler.label({ object: body.position, effector, grasped: body.grasped }).answer;
    });
  };
}
