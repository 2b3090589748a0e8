/** Metres added to a body's position before labelling. */
export interface BodyOffset {
  /** Which bodies, by the end of their name without the instance number. */
  readonly body: RegExp;
  /** Only for phrases about the top of it. */
  readonly isTopOnly: boolean;
  readonly offset: readonly [x: number, y: number, z: number];
}

/**
 * Bodies whose origin is not where a person would point: the origin of a cabinet stands on the table, and the drawer
 * that one opens, or the surface that one puts things on, is above it.
 *
 * Source: Koorye/Inspire\@c61328bc vla_scripts/datasets_with_vqa.py:145-155. Unlike there, inputs are not changed,
 * and the middle drawer is not lifted.
 */
export const bodyOffsets: readonly BodyOffset[] = [
  { body: /_cabinet_top$/, isTopOnly: false, offset: [0, 0, 0.22152] },
  { body: /(white|wooden)_cabinet_\d+_main$/, isTopOnly: true, offset: [0, 0, 0.22152] },
  { body: /wooden_two_layer_shelf_\d+_main$/, isTopOnly: true, offset: [0, 0, 0.22152] },
  { body: /^basket_\d+_main$/, isTopOnly: false, offset: [0, 0, 0.07185] },
  { body: /^wine_rack_\d+_main$/, isTopOnly: false, offset: [0, 0, 0.05903] },
];
