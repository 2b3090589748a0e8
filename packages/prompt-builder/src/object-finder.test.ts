import { describe, expect, it } from 'vitest';
import { createObjectFinder } from './object-finder.js';

const finder = createObjectFinder();

function phrases(text: string): readonly string[] {
  return finder.find(text).map(({ phrase, role }) => `${phrase}: ${role}`);
}

describe('createObjectFinder', () => {
  it.each([
    // Roles, and places that belong to an object.
    ['put the black bowl on the plate', ['the black bowl: target', 'the plate: destination']],
    ['open the top drawer of the cabinet', ['the top drawer of the cabinet: fixture']],
    ['pick up the orange and place it in the basket', ['the orange: target', 'the basket: destination']],
    [
      'pick up the black bowl next to the plate and place it in the tray',
      ['the black bowl next to the plate: target', 'the tray: destination'],
    ],
    ['take the sponge out of the sink', ['the sponge: target', 'the sink: reference']],
    ['wipe the table with a cloth', ['the table: target', 'the cloth: target']],
    ['put the book on the left of the caddy', ['the book: target', 'the caddy: reference']],
    ['push a button on the coffee machine', ['the button on the coffee machine: fixture']],
    [
      'put the cup on the counter next to the sink',
      ['the cup: target', 'the counter next to the sink: destination'],
    ],
    ['put the bowl at the back on the plate', ['the bowl at the back: target', 'the plate: destination']],
    // Coordination.
    ['pick up the red and the blue cup', ['the red cup: target', 'the blue cup: target']],
    [
      'put the red and blue cups on the shelf',
      ['the red cup: target', 'the blue cup: target', 'the shelf: destination'],
    ],
    [
      'put the yellow and white mug in the microwave and close it',
      ['the yellow and white mug: target', 'the microwave: destination'],
    ],
    [
      'put the apple in the basket and the pear in the box',
      ['the apple: target', 'the basket: destination', 'the pear: target', 'the box: destination'],
    ],
    // Words that may be other than they look.
    ['can you put the can in the can bin', ['the can: target', 'the can bin: destination']],
    ['take the oven rack out', ['the oven rack: target']],
    ['water the plant', ['the plant: target']],
    ['turn down the volume of the radio', ['the radio: fixture']],
    ['put the holder where it belongs', ['the holder: target']],
    // What is no object.
    ['close your gripper', []],
    ['move forward', []],
    ['cut it into two halves', []],
    ['turn the knob counter clockwise by 90 degrees', ['the knob: fixture']],
    ['What is on the table?', []],
    ['Lege die Tasse auf den Tisch', []],
    ['print("put the cup on the table")', []],
    // Odd writing.
    ['put_the_red_mug_on_the_plate', ['the red mug: target', 'the plate: destination']],
    ['door-open-v2', ['the door: target']],
    ['1. open the fridge 2. take out the milk', ['the fridge: fixture', 'the milk: target']],
    ['put the mug (the blue one) on the plate', ['the mug: target', 'the plate: destination']],
  ])('%s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });

  describe.each(['that is', "that's", 'that’s', "which's"])('"%s" after a noun', (spoken) => {
    it('begins what describes it', () => {
      const said = spoken.replace('’', "'");
      expect(phrases(`put the knife ${spoken} on the cutting board in the sink`)).toEqual([
        `the knife ${said} on the cutting board: target`,
        'the sink: destination',
      ]);
      expect(phrases(`put the cup ${spoken} dirty in the sink`)).toEqual([
        `the cup ${said} dirty: target`,
        'the sink: destination',
      ]);
    });
  });

  it('reads "who\'s" as "who is"', () => {
    const text = (said: string) => `look at the doll ${said} sitting on the chair`;
    expect(phrases(text("who's"))).toEqual(
      phrases(text('who is')).map((found) => found.replace('who is', "who's")),
    );
    expect(phrases("put the doll, who's on the sofa, in the box")).toEqual([
      'the doll: target',
      'the box: destination',
    ]);
  });

  it.each([
    [
      'put the second cup from the left on the plate',
      ['the second cup from the left: target', 'the plate: destination'],
    ],
    ['push the 2nd block from the left forward', ['the 2nd block from the left: target']],
    [
      'put the cup on the third shelf from the top',
      ['the cup: target', 'the third shelf from the top: destination'],
    ],
    [
      'move the block from the left to the bowl',
      ['the block from the left: target', 'the bowl: destination'],
    ],
    ['move the block from the left to the right', ['the block: target']],
    ['slide the cup away from the edge into the box', ['the cup: target', 'the box: destination']],
  ])('tells by the side it is counted from, or by the way it goes: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });

  it.each([
    [
      'Slide the pizza cutter away from the edge of the table',
      ['the pizza cutter: target', 'the table: reference'],
    ],
    ['pick up the plate warmer', ['the plate warmer: target']],
    ['put the can in the beer cooler', ['the can: target', 'the beer cooler: destination']],
    ['pick up the cutter', ['the cutter: target']],
    ['pick up the larger bowl', ['the larger bowl: target']],
    ['pick up the cooler bowl', ['the cooler bowl: target']],
    ['pick up the bowl that is closer', ['the bowl that is closer: target']],
    ['pick up the bowl cooler than the plate', ['the bowl cooler than the plate: target']],
    ['make the soup a little warmer', ['the soup: target']],
    ['keep the soup warmer', ['the soup: target']],
    ['move the cup closer', ['the cup: target']],
  ])('tells tools in -er from comparatives: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });

  it.each([
    ['Put everything on the table into the box', ['the table: reference', 'the box: destination']],
    ['put everything that is on the table in the box', ['the table: reference', 'the box: destination']],
    ['put the stuff on the desk in the bag', ['the desk: reference', 'the bag: destination']],
    [
      'pick up whatever is on the plate and throw it in the trash can',
      ['the plate: reference', 'the trash can: destination'],
    ],
    ["put what's on the plate in the bowl", ['the plate: reference', 'the bowl: destination']],
    ['pick up everything on the table', ['the table: reference']],
    [
      'put the cup on the table and everything you see in the box',
      ['the cup: target', 'the table: destination', 'the box: destination'],
    ],
    ['put whatever is dirty in the sink', ['the sink: destination']],
    ['put it in the bowl on the table', ['the bowl on the table: destination']],
    ['put them in the box and on the shelf', ['the box: destination', 'the shelf: destination']],
  ])('takes the place of things without a name for a reference: %s', (text, expected) => {
    expect(phrases(text)).toEqual(expected);
  });

  it('takes "dispose of" for one verb', () => {
    expect(phrases('dispose of the wrapper')).toEqual(['the wrapper: target']);
    expect(phrases('pick up the cup and dispose of it in the bin')).toEqual([
      'the cup: target',
      'the bin: destination',
    ]);
  });

  it('keeps spans for the words that stand in the text', () => {
    const text = 'put the red and blue cups on the shelf';
    expect(finder.find(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'the red',
      'blue cups',
      'the shelf',
    ]);
  });

  it('forgets the oldest instruction when its cache is full', () => {
    const small = createObjectFinder({ cacheSize: 2 });
    const first = small.find('lift the cup');
    expect(small.find('lift the cup')).toBe(first);
    small.find('lift the pan');
    small.find('lift the lid');
    expect(small.find('lift the cup')).not.toBe(first);
    expect(small.find('lift the cup')).toEqual(first);
  });

  it('knows the words of a lexicon in any case', () => {
    const lexicon = { nonObjects: ['Box'], verbs: { Deburr: 'operate' } } as const;
    const finder = createObjectFinder({ lexicon });
    expect(finder.find('put the cup in the box').map(({ phrase }) => phrase)).toEqual(['the cup']);
    expect(finder.find('deburr the tray')).toEqual(
      createObjectFinder({ lexicon: { verbs: { deburr: 'operate' } } }).find('deburr the tray'),
    );
  });

  it.each([
    [{ things: ['flange', 'gear box'] }, 'lexicon.things', '"gear box" is no single word'],
    [{ adjectives: ['bright_red'] }, 'lexicon.adjectives', '"bright_red" is no single word'],
    [{ nonObjects: [' '] }, 'lexicon.nonObjects', '" " is no single word'],
    [{ verbs: { 'pick up': 'move' } }, 'lexicon.verbs', '"pick up" is no single word'],
    [{ verbs: { yeet: 'throw' } }, 'lexicon.verbs, yeet', 'there is no kind of verb "throw"'],
  ])('refuses what it would never find in a lexicon: %j', (lexicon, at, message) => {
    expect(() => createObjectFinder({ lexicon: lexicon as never })).toThrow(
      expect.objectContaining({ code: 'LEXICON_INVALID', at, message, fix: expect.any(String) }),
    );
  });

  it('takes an accent that is a letter of its own for the same word', () => {
    const composed = createObjectFinder({ lexicon: { things: ['Séparé'.normalize('NFD')] } });
    for (const form of ['NFC', 'NFD'])
      expect(composed.find('put the cup on the séparé'.normalize(form))).toMatchObject([
        { phrase: 'the cup' },
        { phrase: 'the séparé'.normalize('NFC'), head: 'séparé'.normalize('NFC') },
      ]);
    const overrides = { 'open the séparé': [{ phrase: 'the door' }] };
    expect(createObjectFinder({ overrides }).find('open the séparé'.normalize('NFD'))).toMatchObject([
      { phrase: 'the door' },
    ]);
  });

  it('learns words of the user', () => {
    const text = 'deburr flange before the handover';
    expect(finder.find(text).map(({ phrase }) => phrase)).not.toEqual(['the flange']);
    const taught = createObjectFinder({
      lexicon: { things: ['flange'], nonObjects: ['handover'], verbs: { deburr: 'operate' } },
    });
    expect(taught.find(text)).toMatchObject([{ phrase: 'the flange', head: 'flange', role: 'fixture' }]);
  });

  it('answers with the objects that the user gives', () => {
    const instruction = 'do the usual with the red mug';
    const told = createObjectFinder({
      overrides: { [instruction]: [{ phrase: 'the red mug' }, { phrase: 'the shelf', role: 'destination' }] },
    });
    expect(told.find(instruction)).toEqual([
      {
        phrase: 'the red mug',
        head: 'mug',
        role: 'target',
        preposition: 'with',
        start: 18,
        end: 29,
        isHeld: true,
      },
      { phrase: 'the shelf', head: 'shelf', role: 'destination', preposition: '', start: 0, end: 0 },
    ]);
    expect(told.find('constructor')).toEqual([]);
  });

  it("asks in the order of the authors' table where that is wanted", () => {
    const ordered = createObjectFinder({ order: 'authors' });
    expect(
      ordered.find('turn on the stove and put the frying pan on it').map(({ phrase }) => phrase),
    ).toEqual(['the frying pan', 'the stove']);
  });

  it('gives results that nobody can change', () => {
    const objects = finder.find('lift the cup');
    expect(Object.isFrozen(objects) && objects.every(Object.isFrozen)).toBe(true);
  });
});
