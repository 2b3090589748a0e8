import { createAnswerVocabulary } from '@inspire-vla/adapter';
import { createWorld, sampleLayout, seenTasks } from '@inspire-vla/tabletop';
import { describe, expect, it } from 'vitest';
import { countAnswers } from './count-answers.js';
import { createForcedAnswers } from './forced-answers.js';
import { createTruths } from './truths.js';

const [task] = seenTasks;

async function startOf() {
  const world = await createWorld({ scene: task.scene });
  const state = world.reset(sampleLayout(task.scene, 3));
  world.close();
  return state;
}

describe('answers in the place of a model’s own', () => {
  it('are those of the world, in the words of the formulation', async () => {
    const state = await startOf();
    for (const formulation of ['direction-1d', 'proximity'] as const) {
      const forced = createForcedAnswers('truth', task, { formulation });
      const { answers } = createAnswerVocabulary({ formulation });
      expect(forced(state)).toEqual(createTruths(task, { formulation })(state));
      expect(forced(state).every((answer) => answer !== null && answers.includes(answer))).toBe(true);
    }
  });

  it('or never those of the world, and others at the next step', async () => {
    const state = await startOf();
    const truths = createTruths(task)(state);
    const forced = createForcedAnswers('wrong', task, {});
    const { answers } = createAnswerVocabulary();
    const steps = Array.from({ length: 2 * answers.length }, () => forced(state));
    for (const step of steps) {
      step.forEach((answer, object) => {
        expect(answers).toContain(answer);
        expect(answer).not.toBe(truths[object]);
      });
    }
    expect(new Set(steps.map(([first]) => first)).size).toBe(answers.length - 1);
  });

  it('leave an object that the world does not know to the model', async () => {
    const unknown = { objects: [{ phrase: 'the moon', body: 'moon_1' }, ...task.objects] };
    const [moon, ...others] = createForcedAnswers('truth', unknown, {})(await startOf());
    expect(moon).toBeNull();
    expect(others).not.toContain(null);
  });
});

describe('counting answers', () => {
  it('compares them with the world by the model’s own formulation', async () => {
    const state = await startOf();
    const count = countAnswers(task, { formulation: 'proximity' });
    const truths = createTruths(task, { formulation: 'proximity' })(state);
    count.add(truths, state);
    count.add(['nonsense'], state);
    expect(count.total()).toEqual({ answered: truths.length + 1, right: truths.length });
  });
});
