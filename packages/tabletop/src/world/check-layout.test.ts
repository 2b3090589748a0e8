import { describe, expect, it } from 'vitest';
import { checkLayout } from './check-layout.js';
import type { Layout } from './layout.js';
import type { PlacedThing } from './scene.js';

const region = { x: [0, 0], y: [0, 0] } as const;
const things: readonly PlacedThing[] = [
  { name: 'red_box_1', kind: 'box', colour: 'red', region },
  { name: 'white_cabinet_1', kind: 'cabinet', colour: 'white', region },
];
const place = { position: [0, 0.1], yaw: 0 } as const;
const layout: Layout = {
  things: { red_box_1: place, white_cabinet_1: place },
  parts: { white_cabinet_1_drawer: 0.1 },
  hand: { position: [0, 0, 1.1], yaw: 0 },
};

describe('a layout', () => {
  it('that places everything fits', () => {
    expect(() => checkLayout(layout, things)).not.toThrow();
    expect(() => checkLayout({ ...layout, parts: {} }, things)).not.toThrow();
  });

  it.each<[string, unknown]>([
    ['things', { ...layout, things: null }],
    ['things', null],
    ['hand', { things: layout.things, parts: {} }],
    ['things.red_box_1', { ...layout, things: { white_cabinet_1: place } }],
    ['things.red_cup_1', { ...layout, things: { ...layout.things, red_cup_1: place } }],
    ['things.red_box_1', { ...layout, things: { ...layout.things, red_box_1: { yaw: 0 } } }],
    ['things.red_box_1.yaw', { ...layout, things: { ...layout.things, red_box_1: { position: [0, 0] } } }],
    [
      'things.red_box_1.position',
      { ...layout, things: { ...layout.things, red_box_1: { position: [0, Number.NaN], yaw: 0 } } },
    ],
    ['parts.red_box_1', { ...layout, parts: { red_box_1: 0.1 } }],
    ['parts.hand_x', { ...layout, parts: { hand_x: 0.1 } }],
    ['parts.white_cabinet_1_drawer', { ...layout, parts: { white_cabinet_1_drawer: Number.NaN } }],
    ['hand.position', { ...layout, hand: { position: [0, 0, Number.POSITIVE_INFINITY], yaw: 0 } }],
    ['hand.yaw', { ...layout, hand: { position: [0, 0, 1], yaw: Number.NaN } }],
    ['hand', { ...layout, hand: { position: [0, 0], yaw: 0 } }],
  ])('is refused with the place of what is wrong: %s', (at, wrong) => {
    expect(() => checkLayout(wrong as Layout, things)).toThrow(
      expect.objectContaining({ code: 'LAYOUT_INVALID', at }),
    );
  });
});
