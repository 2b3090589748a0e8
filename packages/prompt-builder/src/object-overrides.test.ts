import { describe, expect, it } from 'vitest';
import { createObjectFinder } from './object-finder.js';
import type { ObjectOverride } from './object-overrides.js';

const find = (instruction: string, objects: readonly ObjectOverride[], asked = instruction) =>
  createObjectFinder({ overrides: { [instruction]: objects } }).find(asked);

describe('an object that a user names', () => {
  it('has the role, preposition and span that the text gives it', () => {
    const instruction = 'Put a red mug on the plate';
    const found = find(instruction, [{ phrase: 'the plate' }, { phrase: 'The Red Mug' }]);
    expect(found).toEqual([
      { phrase: 'the plate', head: 'plate', role: 'destination', preposition: 'on', start: 17, end: 26 },
      { phrase: 'The Red Mug', head: 'mug', role: 'target', preposition: '', start: 4, end: 13 },
    ]);
  });

  it('is held to act on another where the text says so', () => {
    const found = find('wipe the table with the cloth', [{ phrase: 'cloth' }, { phrase: 'table' }]);
    expect(found.map(({ isHeld }) => isHeld)).toEqual([true, undefined]);
  });

  it('is recognised by fewer words than the text has, with the span of its own', () => {
    const instruction = 'put_the_bowl_in_the_top_drawer_of_the_cabinet';
    const [drawer] = find(instruction, [{ phrase: 'the top drawer' }]);
    expect(drawer).toMatchObject({ role: 'destination', preposition: 'in', start: 16, end: 30 });
    expect(instruction.slice(16, 30)).toBe('the_top_drawer');
  });

  it('is recognised by more words than the text has, if only one object has them', () => {
    const instruction = 'put the block on the stove and press the button';
    const [button] = find(instruction, [{ phrase: 'the button of the stove' }]);
    expect(button).toMatchObject({ role: 'fixture', start: 37, end: 47 });
    const [block] = find('lift the block, then the block', [{ phrase: 'the red block' }]);
    expect(block).toMatchObject({ role: 'target' });
  });

  it('is a reference where it only tells which other object is meant', () => {
    const instruction = 'pick up the bowl on the stove and place it on the plate';
    const objects = ['the bowl', 'the stove', 'the plate'].map((phrase) => ({ phrase }));
    expect(find(instruction, objects).map(({ role }) => role)).toEqual([
      'target',
      'reference',
      'destination',
    ]);
  });

  it('has the role that the user gives, and is a target where the text lacks it', () => {
    const instruction = 'put the red mug on the plate';
    const found = find(instruction, [{ phrase: 'the plate', role: 'reference' }, { phrase: 'the saucer' }]);
    expect(found).toMatchObject([
      { role: 'reference', preposition: 'on', start: 19, end: 28 },
      { role: 'target', preposition: '', start: 0, end: 0 },
    ]);
  });

  it('is found by an instruction that is spelled otherwise, the exact spelling first', () => {
    const objects = [{ phrase: 'the tray' }];
    for (const asked of ['Do_the_usual.', 'DO THE  USUAL', ' do the usual . '])
      expect(find('do the usual', objects, asked)).toHaveLength(1);
    expect(find('do the usual', objects, 'do the usual now')).toEqual([]);
    const overrides = { 'Do the usual.': objects, 'do the usual': [] };
    expect(createObjectFinder({ overrides }).find('do the usual')).toEqual([]);
  });

  it.each(['the\ntray', 'the\r\ntray', '', '  '])('is refused with the phrase %j', (phrase) => {
    expect(() => find('do the usual', [{ phrase }])).toThrow(
      expect.objectContaining({
        code: 'OVERRIDES_INVALID',
        at: `"do the usual", phrase ${JSON.stringify(phrase)}`,
      }),
    );
  });

  // From JSON, or of callers without types.
  it.each([
    ['the tray', 'the objects are no list'],
    [['the tray'], 'an object has no phrase'],
  ])('is refused where it is no object: %j', (objects, message) => {
    expect(() => find('do the usual', objects as never)).toThrow(
      expect.objectContaining({ code: 'OVERRIDES_INVALID', at: '"do the usual"', message }),
    );
  });
});
