import { createAnswerVocabulary, directions, formulations, wordSets } from '@inspire-vla/adapter';
import { unlabelled } from '@inspire-vla/direction-labeler';
import { describe, expect, it } from 'vitest';
import { createPainter } from './painter.js';

function coloursOf(vocabulary: readonly string[]): ReadonlyMap<string, string> {
  const { words, rules } = createPainter(vocabulary);
  return new Map(
    words.map(({ word, className }) => [
      word,
      new RegExp(`\\.${className}\\{--paint:(#[0-9a-f]{6})\\}`).exec(rules)?.[1] ?? '',
    ]),
  );
}

describe('createPainter', () => {
  it('gives a direction the same colour in every vocabulary', () => {
    const one = coloursOf(createAnswerVocabulary().answers);
    const other = coloursOf(createAnswerVocabulary({ formulation: 'direction-3d', close: true }).answers);
    for (const direction of directions) {
      expect(one.get(direction)).toMatch(/^#/);
      expect(other.get(direction)).toBe(one.get(direction));
    }
  });

  it.each(formulations)('tells the words of %s apart', (formulation) => {
    const { answers } = createAnswerVocabulary({ formulation, close: true });
    const colours = [...coloursOf(answers).values()].filter((colour) => colour !== '');
    expect(colours.length).toBeGreaterThanOrEqual(4);
    expect(new Set(colours).size).toBe(colours.length);
  });

  it('knows the word for a held object of every word set', () => {
    for (const words of ['paper', 'authors'] as const) {
      const painter = createPainter(createAnswerVocabulary({ words }).answers);
      const code = painter.words.findIndex(({ word }) => word === wordSets[words].grasped);
      expect(painter.isHeld(code)).toBe(true);
      expect(painter.bands(code)).toEqual(['held']);
      expect(painter.isHeld(0)).toBe(false);
    }
  });

  it('paints each word of an answer', () => {
    const painter = createPainter(['3 -2 9', 'near']);
    expect(painter.bands(0)).toHaveLength(3);
    expect(painter.hasBands).toBe(true);
    expect(painter.bands(1)).toHaveLength(1);
  });

  it('names and paints what has no label', () => {
    const painter = createPainter(['near']);
    for (const code of [unlabelled, 1]) {
      expect(painter.name(code)).toBe('unlabelled');
      expect(painter.bands(code)).toEqual(['no-label']);
      expect(painter.isHeld(code)).toBe(false);
    }
  });

  it('lets no word into the style sheet', () => {
    const { rules } = createPainter(['}body{display:none}', '</style><b>', '1e999', '"']);
    expect(rules).toMatch(/^(\.word-\d+\{--paint:#[0-9a-f]{6}\})+$/);
  });
});
