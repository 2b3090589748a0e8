import { describe, expect, it } from 'vitest';
import { linkObjects } from './link-objects.js';

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
});
