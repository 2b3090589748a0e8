import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkObjects } from './link-objects.js';
import { readObjectsOfInterest } from './objects-of-interest.js';

const bodies = [
  'world',
  'robot0_link1',
  'akita_black_bowl_1_main',
  'akita_black_bowl_2_main',
  'white_bowl_1_main',
  'plate_1_main',
  'chefmate_8_frypan_1_main',
  'porcelain_mug_1_main',
  'white_yellow_mug_1_main',
  'basket_1_main',
  'wooden_cabinet_1_main',
  'wooden_cabinet_1_cabinet_top',
  'wooden_cabinet_1_cabinet_middle',
  'flat_stove_1_main',
  'flat_stove_1_burner',
  'flat_stove_1_button',
];

function link(
  phrase: string,
  head: string,
  role = 'target',
  places: Readonly<Record<string, readonly [number, number, number]>> = {},
) {
  const [found] = linkObjects({
    objects: [{ phrase, head, role }],
    bodies,
    positionOf: (body) => places[body] ?? [0, 0, 0],
  });
  return found?.kind === 'linked' ? found.body : found?.kind;
}

describe('linkObjects', () => {
  it.each([
    ['the plate', 'plate', 'plate_1_main'],
    ['the white bowl', 'bowl', 'white_bowl_1_main'],
    ['the frying pan', 'pan', 'chefmate_8_frypan_1_main'],
    ['the white mug', 'mug', 'porcelain_mug_1_main'],
    ['the yellow and white mug', 'mug', 'white_yellow_mug_1_main'],
    ['the top drawer of the cabinet', 'drawer', 'wooden_cabinet_1_cabinet_top'],
    ['the middle drawer of the cabinet', 'drawer', 'wooden_cabinet_1_cabinet_middle'],
    ['top of the cabinet', 'cabinet', 'wooden_cabinet_1_main'],
    ['the stove', 'stove', 'flat_stove_1_burner'],
  ])('links %s', (phrase, head, body) => {
    expect(link(phrase, head)).toBe(body);
  });

  it('presses a stove at its button', () => {
    expect(link('the stove', 'stove', 'fixture')).toBe('flat_stove_1_button');
  });

  it('chooses among equal bodies by side and by landmark', () => {
    const places = {
      akita_black_bowl_1_main: [0, -0.2, 0],
      akita_black_bowl_2_main: [0, 0.2, 0],
      plate_1_main: [0, 0.3, 0],
    } as const;
    expect(link('the left black bowl', 'bowl', 'target', places)).toBe('akita_black_bowl_1_main');
    expect(link('the black bowl on the right', 'bowl', 'target', places)).toBe('akita_black_bowl_2_main');
    expect(link('the black bowl next to the plate', 'bowl', 'target', places)).toBe(
      'akita_black_bowl_2_main',
    );
  });

  it('does not guess', () => {
    expect(link('the black bowl', 'bowl')).toBe('ambiguous');
    expect(link('the red bowl', 'bowl')).toBe('unresolved');
    expect(link('the banana', 'banana')).toBe('unresolved');
  });

  it("adds the height offsets of the authors' code, and none to the middle drawer", () => {
    const offsets = [
      ['the top drawer', 'drawer'],
      ['top of the cabinet', 'cabinet'],
      ['the basket', 'basket'],
      ['the middle drawer', 'drawer'],
      ['the cabinet', 'cabinet'],
    ].map(([phrase = '', head = '']) => {
      const [found] = linkObjects({ objects: [{ phrase, head, role: 'target' }], bodies });
      return found?.kind === 'linked' ? found.offset[2] : null;
    });
    expect(offsets).toEqual([0.22152, 0.22152, 0.07185, 0, 0]);
  });

  const twoBowls = [
    'akita_black_bowl_1_main',
    'akita_black_bowl_2_main',
    'plate_1_main',
    'cookies_1_main',
    'main_table',
  ];
  it.each([
    ['the black bowl next to the cookie box', [0.1, 0.3, 0], 1],
    ['the black bowl between the plate and the cookies', [0.15, 0.25, 0], 1],
    ['the black bowl on the plate', [0.2, 0.2, 0.05], 1],
    ['the black bowl behind the plate', [0.1, 0.2, 0], 1],
    ['the black bowl in front of the plate', [0.4, 0.2, 0], 1],
    ['the black bowl to the left of the plate', [0.2, 0.1, 0], 1],
    ['the black bowl to the right of the plate', [0.2, 0.4, 0], 1],
    ['the black bowl farthest from the plate', [-0.5, -0.5, 0], 1],
    ['the black bowl at table center', [0.02, 0, 0], 1],
    ['the front black bowl', [0.5, 0, 0], 1],
    ['the rightmost black bowl', [0, 0.5, 0], 1],
  ] as const)('%s is told by its place', (phrase, place, number) => {
    const other = phrase.includes('center')
      ? [0.3, 0.3, 0]
      : phrase.includes('behind')
        ? [0.35, 0.2, 0]
        : [-0.1, -0.2, 0];
    const places: Readonly<Record<string, readonly number[]>> = {
      akita_black_bowl_1_main: phrase.includes('in front') ? [0.1, 0.2, 0] : other,
      akita_black_bowl_2_main: place,
      plate_1_main: [0.2, 0.2, 0],
      cookies_1_main: [0.1, 0.32, 0],
      main_table: [0, 0, 0],
    };
    const [found] = linkObjects({
      objects: [{ phrase, head: 'bowl', role: 'target' }],
      bodies: twoBowls,
      positionOf: (body) => (places[body] ?? [0, 0, 0]) as [number, number, number],
    });
    expect(found).toMatchObject({
      kind: 'linked',
      body: `akita_black_bowl_${number + 1}_main`,
      evidence: 'place',
    });
  });

  it('sees through the eyes of the given viewer', () => {
    const objects = [{ phrase: 'the left black bowl', head: 'bowl', role: 'target' }];
    const positionOf = (body: string) => [body.includes('_1_') ? 1 : 2, 0, 0] as const;
    const [found] = linkObjects({
      objects,
      bodies: twoBowls,
      positionOf,
      view: { right: [-1, 0, 0], front: [0, 1, 0] },
    });
    expect(found).toMatchObject({ body: 'akita_black_bowl_2_main' });
  });

  it("takes the task's word where the phrase does not tell", () => {
    const input = { objects: [{ phrase: 'the black bowl', head: 'bowl', role: 'target' }], bodies: twoBowls };
    expect(linkObjects(input)[0]).toMatchObject({ kind: 'ambiguous', candidates: twoBowls.slice(0, 2) });
    const told = linkObjects({ ...input, objectsOfInterest: ['akita_black_bowl_2', 'plate_1'] });
    expect(told[0]).toMatchObject({ kind: 'linked', body: 'akita_black_bowl_2_main', evidence: 'task' });
  });

  it('reports a phrase that means several bodies', () => {
    const moka = ['moka_pot_1_main', 'moka_pot_2_main'];
    const objects = [{ phrase: 'the moka pots', head: 'pot', role: 'target' }];
    expect(linkObjects({ objects, bodies: moka })[0]).toMatchObject({
      kind: 'ambiguous',
      candidates: moka,
      reason: 'it means several bodies',
    });
  });

  it('reads names without numbers', () => {
    const objects = [
      { phrase: 'the red block', head: 'block', role: 'target' },
      { phrase: 'the drawer', head: 'drawer', role: 'destination' },
      { phrase: 'the door of the microwave', head: 'door', role: 'fixture' },
    ];
    const links = linkObjects({
      objects,
      bodies: ['block_red', 'block_blue', 'drawer_link', 'microwave_1_door', 'microwave_1_main'],
    });
    expect(links.map((found) => found.kind === 'linked' && found.body)).toEqual([
      'block_red',
      'drawer_link',
      'microwave_1_door',
    ]);
  });

  it('lifts what goes on a cabinet to its top', () => {
    const on = { phrase: 'the cabinet', head: 'cabinet', role: 'destination', preposition: 'on' };
    const [onTop, inside] = linkObjects({ objects: [on, { ...on, preposition: 'in' }], bodies });
    expect(onTop).toMatchObject({ offset: [0, 0, 0.22152] });
    expect(inside).toMatchObject({ offset: [0, 0, 0] });
  });

  it('leaves what it is given as it is, and gives one link per object whatever the words', () => {
    const objects = fc.array(
      fc.record({ phrase: fc.string(), head: fc.string(), role: fc.constantFrom('target', 'fixture') }),
      { maxLength: 4 },
    );
    const names = fc.array(fc.oneof(fc.constantFrom(...bodies), fc.string()), { maxLength: 8 });
    fc.assert(
      fc.property(objects, names, (wanted, scene) => {
        const before = structuredClone({ wanted, scene });
        const links = linkObjects({ objects: wanted, bodies: scene, positionOf: () => [0, 0, 0] });
        expect({ wanted, scene }).toEqual(before);
        expect(links.map(({ phrase }) => phrase)).toEqual(wanted.map(({ phrase }) => phrase));
        for (const found of links) if (found.kind === 'linked') expect(scene).toContain(found.body);
      }),
    );
  });
});

describe('readObjectsOfInterest', () => {
  it('reads the list of a BDDL', () => {
    const bddl =
      '(define (problem P)\n  (:obj_of_interest\n    butter_2\n    wooden_cabinet_1\n  )\n  (:init (On a b)))';
    expect(readObjectsOfInterest(bddl)).toEqual(['butter_2', 'wooden_cabinet_1']);
    expect(readObjectsOfInterest('(define (problem P) (:obj_of_interest))')).toEqual([]);
    expect(readObjectsOfInterest('')).toEqual([]);
  });
});
