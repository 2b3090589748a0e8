import { describe, expect, it } from 'vitest';
import { createObjectFinder } from './object-finder.js';

const finder = createObjectFinder();

function phrases(text: string): readonly string[] {
  return finder.find(text).map(({ phrase, role }) => `${phrase}: ${role}`);
}

describe('what stands after a noun', () => {
  it.each([
    ['grab the bowl with a spoon in it', ['the bowl with a spoon in it: target']],
    [
      'put the pan on the burner closest to you',
      ['the pan: target', 'the burner closest to you: destination'],
    ],
    ['open the drawer second from the top', ['the drawer second from the top: fixture']],
    ['hold the cup that is upside down', ['the cup that is upside down: target']],
    ['take the one that is furthest from the wall', ['the one that is furthest from the wall: target']],
    ['set the bottles side by side on the tray', ['the bottles: target', 'the tray: destination']],
    ['place the bottle upright next to the can', ['the bottle: target', 'the can: reference']],
    ['turn the box so that the label faces up', ['the box: fixture', 'the label: target']],
    ["put the vase on the table's left side", ['the vase: target', 'the table: destination']],
    ['lift the kettle by the spout', ['the kettle: target']],
    ['hand me the wrench used to tighten bolts', ['the wrench used to tighten bolts: target']],
    ['drop the cup you just filled', ['the cup you just filled: target']],
    ['put the cup in your hand on the plate', ['the cup in your hand: target', 'the plate: destination']],
    [
      'roll the ball across the rug to the door',
      ['the ball: target', 'the rug: reference', 'the door: destination'],
    ],
  ])('tells it apart, or says how: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });
});

describe('a verb that is said once', () => {
  it.each([
    [
      'put the cup on the shelf, then the bowl in the sink',
      ['the cup: target', 'the shelf: destination', 'the bowl: target', 'the sink: destination'],
    ],
    [
      'put all the blocks but the red one in the bag',
      ['the blocks: target', 'the red one: target', 'the bag: destination'],
    ],
    ['spoon in drawer', ['the spoon: target', 'the drawer: destination']],
    ['the spoon in the drawer', ['the spoon in the drawer: target']],
  ])('is meant again: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });
});

describe('a word that is more than one thing', () => {
  it.each([
    ['open the door and head to the sink', ['the door: fixture', 'the sink: destination']],
    ['move the cup and plug in the lamp', ['the cup: target', 'the lamp: target']],
    [
      'put sponge and water bottle in box',
      ['the sponge: target', 'the water bottle: target', 'the box: destination'],
    ],
    ['pick up the dumpling', ['the dumpling: target']],
    ['put the drill bits next to the lamp base', ['the drill bits: target', 'the lamp base: reference']],
    ['pick open can', ['the open can: target']],
    ['pick up the Dr. Pepper can', ['the dr pepper can: target']],
    ['move the U shaped block', ['the u shaped block: target']],
    ['take a photo of the vase', ['the vase: target']],
    ['pick up the small blue and yellow box', ['the small blue and yellow box: target']],
    ['lower the base', []],
    ['walk in a circle', []],
    ['take the lid off pot cardboard fence', ['the lid: target', 'the pot: reference']],
    ['lift the cardboard fence', ['the cardboard fence: target']],
  ])('is told by what stands beside it: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });
});
