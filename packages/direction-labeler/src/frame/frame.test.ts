import { describe, expect, it } from 'vitest';
import { createFrame, frames } from './frame.js';

describe('createFrame', () => {
  it('reads what a preset says, in any order of the axes', () => {
    expect(createFrame('z:up/down, x:front/back, y:right/left')).toEqual(frames.libero);
  });

  it.each([
    ['a missing axis', 'x:front/back,y:right/left'],
    ['an axis twice', 'x:front/back,y:right/left,z:up/down,z:up/down'],
    ['an unknown axis', 'x:front/back,y:right/left,w:up/down'],
    ['nothing', ''],
    ['one word', 'x:front,y:right/left,z:up/down'],
  ])('refuses %s', (_, text) => {
    expect(() => createFrame(text)).toThrow(expect.objectContaining({ code: 'FRAME_SYNTAX', at: text }));
  });

  it.each([
    ['a pair that is not opposite', 'x:front/left,y:right/back,z:up/down'],
    ['a word on two axes', 'x:front/back,y:back/front,z:up/down'],
    ['an unknown word', 'x:north/south,y:right/left,z:up/down'],
  ])('refuses %s', (_, text) => {
    expect(() => createFrame(text)).toThrow(expect.objectContaining({ code: 'FRAME_WORDS' }));
  });
});
