import { describe, expect, it } from 'vitest';
import { rolesOf } from './__fixtures__/roles-of.js';

describe('how a thing is to stand', () => {
  it.each([
    ['lay the box on the belt with its label facing up', 'box target, belt destination'],
    ['stand the jug on the shelf with the spout pointing left', 'jug target, shelf destination'],
    ['grab the jug with the spout pointing left', 'jug with the spout pointing left target'],
    ['arrange the tiles in the shape of a fish', 'tiles target'],
    ['lay the tiles one on top of another in the crate', 'tiles target, crate destination'],
    ['keep the tiles somewhere safe', 'tiles target'],
    ['take the tower down tile by tile', 'tower target'],
    ['leave the hatch half open', 'hatch target'],
    ['open the hatch a notch', 'hatch fixture'],
    ['set a cup in every corner, one per corner', 'cup target'],
  ])('is no object: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });

  it.each([
    ['turn the jug upside down', 'jug target'],
    ['turn over the tile', 'tile target'],
    ['turn the dial', 'dial fixture'],
  ])('may need it to be taken: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });
});

describe('words after a noun', () => {
  it.each([
    ['switch the heater on in the shed', 'heater fixture, shed destination'],
    ['lift the jug up next to the sink', 'jug target, sink reference'],
    ['grab the jug without a lid', 'jug without a lid target'],
    ['move the jug without touching the vase', 'jug target, vase target'],
    ['lay the ladle on the tray w/ the tiles', 'ladle target, tray with the tiles destination'],
    ['grab the tile with number 7', 'tile with number 7 target'],
    ['set the vial in rack slot C3', 'vial target, rack slot c3 destination'],
    ['set part D12 in tray 4', 'part d12 target, tray 4 destination'],
    ['return the rattle the nurse dropped to the crib', 'rattle the nurse dropped target, crib destination'],
    [
      'lay the ladle to the top left of the desk next to the jug',
      'ladle target, desk reference, jug reference',
    ],
    ['move the one nearest the wall to the door', 'one nearest the wall target, door destination'],
  ])('belong to it where they tell it apart: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });

  it.each([
    ['twist the top off the flask', 'top fixture, flask reference'],
    ['take the back off the radio', 'back target, radio reference'],
    ['set the flask in the back of the crate', 'flask target, crate reference'],
  ])('tell a cover from a side: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });
});

describe('verbs of placing', () => {
  it.each([
    ['pop the crumpet in the oven', 'crumpet target, oven destination'],
    ['restock the flasks on the rack', 'flasks target, rack destination'],
    ['restock the rack with the flasks', 'rack destination, flasks target'],
    ['spoon honey onto the crumpet', 'honey target, crumpet destination'],
    ['spoon move to the left of the jug', 'spoon target, jug reference'],
    ['blow out the candle', 'candle target'],
    ['take jug from bench place in sink', 'jug target, bench reference, sink destination'],
    ['bring the milk to a boil', 'milk target'],
    ['vacuum under the bench', 'bench destination'],
    ['carry the jug to the kitchen', 'jug target, kitchen destination'],
    ['swap the flask for the jug', 'flask target, jug target'],
    ['poke a hole in the lid', 'lid destination'],
    ['after opening the hatch turn off the fan', 'hatch fixture, fan fixture'],
  ])('say where to: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });

  it('are said once where all but one is put', () => {
    expect(rolesOf('put everything but the jug in the crate')).toBe('jug target, crate destination');
  });
});
