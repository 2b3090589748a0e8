import { describe, expect, it } from 'vitest';
import { createAnswerVocabulary, directions, formulations } from './vocabulary.js';

describe('createAnswerVocabulary', () => {
  it('defaults to the six directions and grasped, in label-code order', () => {
    expect(createAnswerVocabulary().answers).toEqual([...directions, 'grasped']);
  });

  it("says catch in the authors' words, and close only when asked", () => {
    expect(createAnswerVocabulary({ words: 'authors' }).answers).toContain('catch');
    expect(createAnswerVocabulary().answers).not.toContain('close');
    expect(createAnswerVocabulary({ close: true }).answers.at(-1)).toBe('close');
  });

  it('lists one word per axis for direction-3d', () => {
    const { answers } = createAnswerVocabulary({ formulation: 'direction-3d' });
    expect(answers).toHaveLength(2 ** 3 + 1);
    expect(answers).toContain('back left up');
    expect(createAnswerVocabulary({ formulation: 'direction-3d', close: true }).answers).toHaveLength(
      3 ** 3 + 1,
    );
  });

  it('lists the decimetres of location-3d and distance', () => {
    const location = createAnswerVocabulary({ formulation: 'location-3d' }).answers;
    expect(location).toHaveLength(19 ** 3 + 1);
    expect(location).toContain('-9 0 9');
    expect(createAnswerVocabulary({ formulation: 'distance' }).answers).toHaveLength(11);
  });

  it.each([
    ['formulation', 'toString'],
    ['words', 'mine'],
  ])('refuses an unknown %s', (at, value) => {
    const made = () => createAnswerVocabulary({ [at]: value });
    expect(made).toThrow(expect.objectContaining({ code: 'ANSWER_VOCABULARY', at }));
  });

  it('never lists an answer twice', () => {
    for (const formulation of formulations) {
      const { answers } = createAnswerVocabulary({ formulation });
      expect(new Set(answers).size).toBe(answers.length);
    }
  });
});
