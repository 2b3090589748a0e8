import type { Element } from '../element.js';
import { palette } from '../palette.js';
import { box } from '../solids.js';
import type { Thing } from '../thing.js';

/** Half the inner side of a basket, metres. */
const half = 0.08;
const wall = 0.004;
const height = 0.07;

/** An open square basket that is fixed to the table; its origin is on the table. */
export function basketSolids({ colour }: Thing): readonly Element[] {
  const paint = { colour: palette[colour] };
  const outer = half + 2 * wall;
  return [
    box([outer, outer, 0.003], { ...paint, position: [0, 0, 0.003] }),
    ...[-1, 1].flatMap((side) => [
      box([wall, outer, height / 2], { ...paint, position: [side * (half + wall), 0, height / 2] }),
      box([outer, wall, height / 2], { ...paint, position: [0, side * (half + wall), height / 2] }),
    ]),
  ];
}
