import { describe, expect, it } from 'vitest';
import { createObjectFinder } from './object-finder.js';

const finder = createObjectFinder();

function phrases(text: string): readonly string[] {
  return finder.find(text).map(({ phrase, role }) => `${phrase}: ${role}`);
}

describe('a place that says where the goal stands', () => {
  it.each([
    ['place the cup on the shelf above the stove', 'the shelf above the stove'],
    ['put the towel on the rack over the sink', 'the rack over the sink'],
    ['set the box on the bench against the wall', 'the bench against the wall'],
    ['hang the coat on the hook below the shelf', 'the hook below the shelf'],
    ['push the bowl on the table against the wall', 'the wall'],
    ['hang the towel over the chair', 'the chair'],
    ['put the pan over the fire', 'the fire'],
    ['roll the ball across the floor to the door', 'the door'],
  ])('is not the goal: %s', (text, expected) => {
    const goals = finder.find(text).filter(({ role }) => role === 'destination');
    expect(goals.map(({ phrase }) => phrase)).toEqual([expected]);
  });
});

describe('a thing that is pushed, pulled or knocked on', () => {
  it.each([
    ['push down on the lever', ['the lever: fixture']],
    ['press on the pedal', ['the pedal: fixture']],
    ['pull on the handle to open the door', ['the handle: fixture', 'the door: fixture']],
    ['tug at the rope', ['the rope: target']],
    ['knock on the door with the hammer', ['the door: target', 'the hammer: target']],
    ['push the cup against the wall', ['the cup: target', 'the wall: destination']],
  ])('is acted on as without "on": %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });
});

describe('a name of a task that says the thing first', () => {
  it.each([
    ['handle-press-v2', 'the handle'],
    ['handle-pull-side-v2', 'the handle'],
    ['button-press-v2', 'the button'],
    ['box-close-v2', 'the box'],
    ['box the apples', 'the apples'],
    ['slide open', ''],
  ])('is about it: %s', (text, expected) => {
    expect(
      finder
        .find(text)
        .map(({ phrase }) => phrase)
        .join('; '),
    ).toBe(expected);
  });
});

describe('an abstract noun after "with"', () => {
  it.each([
    ['pick up the mug with the floral pattern', 'the mug with the floral pattern'],
    ['grab the block with the round shape', 'the block with the round shape'],
    ['pick up the mug with care', 'the mug'],
  ])('tells which, where it is an attribute: %s', (text, expected) => {
    expect(finder.find(text).map(({ phrase }) => phrase)).toEqual([expected]);
  });
});

describe('a thing with a number', () => {
  it.each([
    ['open drawer number two', 'the drawer number two', 'drawer'],
    ['pick up cup number one', 'the cup number one', 'cup'],
    ['open drawer no. 2', 'the drawer no 2', 'drawer'],
    ['clean shelf number 3', 'the shelf number 3', 'shelf'],
  ])('keeps it: %s', (text, phrase, head) => {
    expect(finder.find(text)).toMatchObject([{ phrase, head }]);
  });
});

describe('a measure that is one word', () => {
  it.each([
    ['rotate the mug 90deg', 'the mug'],
    ['raise the cup 10cm', 'the cup'],
    ['raise the cup by 10cm and put it on the tray', 'the cup; the tray'],
    ['turn the knob clockwise90', 'the knob'],
    ['pick up the 10cm cube', 'the 10cm cube'],
    ['pick up 10cm cube', 'the 10cm cube'],
    ['grab the 7up can', 'the 7up can'],
  ])('is none of the words of the noun before it: %s', (text, expected) => {
    expect(
      finder
        .find(text)
        .map(({ phrase }) => phrase)
        .join('; '),
    ).toBe(expected);
  });
});

describe('a place before its verb', () => {
  it.each([
    ['on the tray, put the cup', ['the tray: destination', 'the cup: target']],
    ['in the top drawer, place the spoon', ['the top drawer: destination', 'the spoon: target']],
    ['on the table, push the block', ['the table: reference', 'the block: target']],
    [
      'in the drawer, put the cup on the tray',
      ['the drawer: reference', 'the cup: target', 'the tray: destination'],
    ],
  ])('is the goal of what is put: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });
});

describe('what "or" ties to a source', () => {
  const [cup, sink] = ['cup: target', 'sink: destination'];
  it.each([
    [
      'put cup from counter or drying rack into sink',
      [cup, 'counter: reference', 'drying rack: reference', sink],
    ],
    [
      'move the cup from the shelf, the table or the floor into the sink',
      [cup, 'shelf: reference', 'table: reference', 'floor: reference', sink],
    ],
    [
      'put the cup from the counter and the plate into the sink',
      [cup, 'counter: reference', 'plate: target', sink],
    ],
  ])('is another source: %s', (text, expected) => {
    expect(phrases(text).map((line) => line.replace(/^the /, ''))).toEqual(expected);
  });
});

describe('a side that something is pressed from', () => {
  it.each([
    ['press the button from the top', 'the button'],
    ['press the second button from the left', 'the second button from the left'],
    ['pick up the cup from the left', 'the cup from the left'],
  ])('tells how, not which: %s', (text, expected) => {
    expect(finder.find(text).map(({ phrase }) => phrase)).toEqual([expected]);
  });
});

describe('a state after the noun', () => {
  it.each([
    ['hold the box steady', 'the box'],
    ['leave the door ajar', 'the door'],
    ['pull the rope taut', 'the rope'],
    ['push the drawer flush', 'the drawer'],
    ['let the rope hang slack', 'the rope'],
  ])('is none of its words: %s', (text, expected) => {
    expect(finder.find(text).map(({ phrase }) => phrase)).toEqual([expected]);
  });
});
