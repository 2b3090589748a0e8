import { createLabeler } from '@inspire-vla/direction-labeler';
import { bodiesOf, type Task, type WorldState } from '@inspire-vla/tabletop';

/** Counts how many of a policy's answers are true. */
export interface AnswerCount {
  add(answers: readonly string[], state: WorldState): void;
  total(): { readonly answered: number; readonly right: number };
}

/** Counts the answers of one episode; the truth is what the world says at that step. */
export function countAnswers({ objects }: Pick<Task, 'objects'>): AnswerCount {
  const labeler = createLabeler();
  let [answered, right] = [0, 0];
  return {
    add(answers, state) {
      const bodies = bodiesOf(state);
      answers.slice(0, objects.length).forEach((answer, index) => {
        const body = bodies.find(({ name }) => name === objects[index]?.body);
        if (body === undefined) return;
        const effector = state.hand.position;
        const truth = labeler.label({ object: body.position, effector, grasped: body.grasped });
        answered += 1;
        if (truth.answer === answer) right += 1;
      });
    },
    total: () => ({ answered, right }),
  };
}
