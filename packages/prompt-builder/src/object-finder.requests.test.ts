import { describe, expect, it } from 'vitest';
import { rolesOf } from './__fixtures__/roles-of.js';

describe('what is said before "it"', () => {
  it.each([
    ['is the radio on? then turn it off', 'radio target'],
    ['is there a ladle in the drawer? if so, hand it to me', 'ladle in the drawer target'],
    ['have you got the ladle? give it to me', 'ladle target'],
    ['where is the ladle? hang it on the hook', 'ladle target, hook destination'],
    ['are the lamps still on, then switch them off', 'lamps target'],
    ['I saw a ladle under the bench, fetch it', 'ladle under the bench target'],
    ['there are two ladles on the bench, wash them', 'two ladles on bench target'],
  ])('is what the instruction is about: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });

  it.each([
    ['is the radio on?', ''],
    ['where is the ladle?', ''],
    ['is the radio on? then close the window', 'window fixture'],
    ['I saw a ladle, close the window', 'window fixture'],
  ])('is no object where nothing is done to it: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });
});

describe('somebody who is given something', () => {
  it.each([
    ['hand the nurse the gauze on the tray', 'gauze on the tray target'],
    ['hand the gauze to the nurse', 'gauze target'],
    ['shake the hand of the nurse', ''],
    ['shake the arm of the chair', 'arm of the chair target'],
  ])('gets what a place tells apart: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });
});

describe('what is to be done', () => {
  it.each([
    ['your goal is to hang the ladle on the hook', 'ladle target, hook destination'],
    ['the next step is to open the hatch', 'hatch fixture'],
    ['you have to hang the ladle on the hook', 'ladle target, hook destination'],
    ['you are supposed to open the hatch', 'hatch fixture'],
    ['put the goal behind the ball', 'goal target, ball reference'],
    ['you have the ladle', ''],
  ])('may be told as a duty: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });

  it.each([
    ['get the bench scrubbed please', 'bench target'],
    ["I'd like the radio turned off", 'radio fixture'],
    ['have the hatch closed', 'hatch fixture'],
    ['make sure the spring rolls are in the tin', 'spring rolls target, tin destination'],
    ['make sure the door of the shed is locked', 'door of the shed fixture'],
    ['I want the pail filled with water', 'pail filled with water target'],
  ])('may be told as a state: %s', (text, expected) => {
    expect(rolesOf(text)).toBe(expected);
  });
});
