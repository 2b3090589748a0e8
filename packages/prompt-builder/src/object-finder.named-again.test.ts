import { describe, expect, it } from 'vitest';
import { rolesOf } from './__fixtures__/roles-of.js';
import { createObjectFinder } from './object-finder.js';

const finder = createObjectFinder();

describe('an object that is named again', () => {
  it.each([
    ['set the fork on the mat and put the mat in the drawer', 'fork target, mat target, drawer destination'],
    ['put the cap on the bottle and lift the bottle', 'cap target, bottle target'],
    [
      'take the pan off the tray, then bring the tray to the sink',
      'pan target, tray target, sink destination',
    ],
    ['put the cap on the green bottle and hand me the bottle', 'cap target, green bottle target'],
    ['unlock the box and place the box on the shelf', 'box target, shelf destination'],
    [
      'stack the red cube on the blue cube and the blue cube on the green cube',
      'red cube target, blue cube target, green cube destination',
    ],
    [
      'put the brush next to the sponge and scrub the pan with the sponge',
      'brush target, sponge target held, pan target',
    ],
    ['take the jar from the shelf, shake it and put it back on the shelf', 'jar target, shelf destination'],
    ['take the fork out of the drawer and close the drawer', 'fork target, drawer fixture'],
  ])('takes the stronger role: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });

  it.each([
    ['put the fork in the drawer and close the drawer', 'fork target, drawer destination'],
    ['open the drawer and put the fork in the drawer', 'drawer fixture, fork target'],
    ['put the spoon in the pot and stir the pot', 'spoon target, pot destination'],
    ['put the fork on the mat without moving the mat', 'fork target, mat destination'],
    ["put the fork on the mat, but don't lift the mat", 'fork target, mat destination'],
    ['lift the fork and put the spoon on the fork', 'fork target, spoon target'],
    ['lift the fork next to the mat and put it on the mat', 'fork next to the mat target, mat destination'],
    ['put the red cube on the blue cube and lift the cube', 'red cube target, blue cube destination'],
    ['stack the plate on the plate', 'plate target'],
  ])('keeps a role that is no weaker, or that nothing takes from it: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });

  it('tells what it was, and when that ends', () => {
    const text = 'put the fork on the mat, lift the cup, and put the mat in the sink';
    const [, mat, ...others] = finder.find(text);
    expect(mat).toMatchObject({
      role: 'target',
      preposition: '',
      earlier: { role: 'destination', until: 3 },
    });
    expect(text.slice(mat?.start, mat?.end)).toBe('the mat');
    expect(mat?.start).toBe(text.indexOf('the mat'));
    expect(others.some((object) => 'earlier' in object)).toBe(false);
  });

  it('tells the preposition that goes with its role', () => {
    const [, tray] = finder.find('take the jar from the tray, shake it and put it back on the tray');
    expect(tray).toMatchObject({ role: 'destination', preposition: 'back on' });
  });
});
