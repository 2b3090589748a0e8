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

describe('a thing that is a verb, or a verb that nobody knows', () => {
  it.each([
    ['circle around the armchair', ['the armchair: reference']],
    ['put the star and circle to the left', ['the star: target', 'the circle: target']],
    ['head for the exit', ['the exit: target']],
    ['zigzag past the cones', ['the cones: destination']],
    ['clamp the plank in the vice', ['the plank: target', 'the vice: destination']],
    ['plce the cup on the tray', ['the cup: target', 'the tray: destination']],
    ['take the pen an put it in the jar', ['the pen: target', 'the jar: destination']],
    ['lift the door stop', ['the door stop: target']],
    ['put the tin of paint on the shelf', ['the tin of paint: target', 'the shelf: destination']],
    ['keep your balance', []],
    ['tare the balance', ['the balance: target']],
    ['stir until the beeping stops', []],
  ])('is told by what stands beside it: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });
});

describe('a question', () => {
  it.each([
    ['is it possible to fit the box under the bed?', ['the box: target', 'the bed: destination']],
    ['how would you get the cork out of this bottle?', ['the cork: target', 'the bottle: reference']],
    ['what do I need to do to close the valve?', ['the valve: fixture']],
    ['why not put the pear in the bowl?', ['the pear: target', 'the bowl: destination']],
    ['how do you make pancakes?', []],
    ['how would you describe the cup?', []],
    ['what happens if I press the button?', []],
  ])('asks for something to be done, or only asks: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });
});

describe('a clause or word that tells things apart', () => {
  it.each([
    [
      'move the chair that blocks the doorway to the wall',
      ['the chair that blocks the doorway: target', 'the wall: destination'],
    ],
    ['put the cup that leaks in the sink', ['the cup that leaks: target', 'the sink: destination']],
    [
      'put the toy that the dog chewed in the bin',
      ['the toy that the dog chewed: target', 'the bin: destination'],
    ],
    ['wash the cup you left on the desk', ['the cup you left on the desk: target']],
    ['move the cup closest to the wall to the left', ['the cup closest to the wall: target']],
    ['open the door with the push bar', ['the door with the push bar: fixture']],
    ['open the door with the key', ['the door: fixture', 'the key: target']],
    ['pick the left most can', ['the left most can: target']],
    [
      "wrap the cuff around the patient's upper arm",
      ['the cuff: target', "the patient's upper arm: reference"],
    ],
    ["move the robot's left hand up", []],
    [
      'both the fork and the knife belong in the drawer',
      ['the fork: target', 'the knife: target', 'the drawer: destination'],
    ],
    ['I dropped my pen, please pick it up', ['my pen: target']],
    ['hand the plumber the wrench', ['the wrench: target']],
    ['leave the cup where it is and bring the tape', ['the cup: target', 'the tape: target']],
    ['Hi robot can you open the drawer', ['the drawer: fixture']],
  ])('stays with them: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });
});

describe('a named region', () => {
  it.each([
    ['put the bowl on top of the cabinet', ['the bowl: target', 'top of the cabinet: destination']],
    ['put the book in the left compartment of the caddy', ['the book: target', 'the caddy: destination']],
    ['put the cup in the middle of the plate', ['the cup: target', 'the plate: destination']],
    ['put the cup to the left of the plate', ['the cup: target', 'the plate: reference']],
    ['put the spoon at the front of the stove', ['the spoon: target', 'the stove: reference']],
  ])('within a thing makes it the destination, one beside it does not: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });

  it.each([
    ['lower the heat of the stove', ['the stove: fixture']],
    ['raise the volume of the radio', ['the radio: fixture']],
  ])('that is turned up and down makes it a fixture: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });
});

describe('a thing that is poured from', () => {
  it.each([
    [
      'pour the beans from the cup into the bowl',
      ['the beans: target', 'the cup: target', 'the bowl: destination'],
    ],
    ['tip the nuts out of the jar', ['the nuts: target', 'the jar: target']],
  ])('is held: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });

  it.each([
    ['take the nuts out of the jar', ['the nuts: target', 'the jar: reference']],
    ['tip the block off the shelf', ['the block: target', 'the shelf: reference']],
  ])('is none where nothing is poured: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });
});

describe('a thing that is held to act on another', () => {
  it.each([
    ['wipe the table with the cloth', 'the cloth'],
    ['cover the pot with the lid', 'the lid'],
    ['using the spatula, flip the burger onto the plate', 'the spatula'],
    ['pour the beans from the cup into the bowl', 'the cup'],
    ['align the peg with the hole', ''],
    ['put the cup on the tray', ''],
  ])('is told: %s', (text, expected) => {
    const held = finder.find(text).filter(({ isHeld }) => isHeld);
    expect(held.map(({ phrase }) => phrase).join()).toBe(expected);
  });
});

describe('a thing that is turned', () => {
  it.each([
    ['flip the burger with the spatula', ['the burger: target', 'the spatula: target']],
    ['rotate the pink block to the right', ['the pink block: target']],
    ['unplug the charger from the power strip', ['the charger: target', 'the power strip: reference']],
  ])('is moved where it is loose: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });

  it.each([
    ['flip the light switch', ['the light switch: fixture']],
    ['flip on the light', ['the light: fixture']],
    ['flip open the lid of the box', ['the lid of the box: fixture']],
    ['rotate the oven dial', ['the oven dial: fixture']],
  ])('is a fixture where it is a control, or is opened: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });
});
