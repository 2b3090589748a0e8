import { type Element, element } from '../element.js';
import { palette } from '../palette.js';
import { box, type Rgb } from '../solids.js';
import type { Thing } from '../thing.js';

/** Sizes of the cabinet that the expert and the predicates go by, metres, in its own frame: it opens along +x. */
export const cabinetSizes = {
  /** How far the drawer goes. */
  travel: 0.15,
  /** Middle of the handle's bar, which fingers close round, when the drawer is shut. */
  handle: [0.105, 0, 0.075],
  /** From the handle's bar to its outer side along x. */
  handleDepth: 0.028,
  /** Middle of the drawer's floor when it is shut; of its front half, which comes into the open. */
  drawer: [0, 0, 0.019],
  reachable: [0.01, 0, 0.019],
  /** Half the drawer's inner extent along x and y. */
  inner: [0.07, 0.075],
} as const;

const wood: Rgb = [0.55, 0.38, 0.22];
const steel: Rgb = [0.7, 0.71, 0.73];

/** Name of the joint of a cabinet's drawer. */
export function drawerJoint(name: string): string {
  return `${name}_drawer`;
}

/** The fixed case of a cabinet, open in front; its origin is on the table. */
export function cabinetSolids({ colour }: Thing): readonly Element[] {
  const paint = { colour: palette[colour] };
  return [
    box([0.085, 0.1, 0.004], { ...paint, position: [0, 0, 0.004] }),
    box([0.09, 0.1, 0.005], { ...paint, position: [0, 0, 0.115] }),
    box([0.005, 0.1, 0.06], { ...paint, position: [-0.085, 0, 0.06] }),
    ...[-1, 1].map((side) => box([0.085, 0.006, 0.06], { ...paint, position: [0, side * 0.094, 0.06] })),
  ];
}

/** The drawer: a body of its own within the cabinet's, on a slide. */
export function cabinetDrawer({ name, colour }: Thing): Element {
  const [red, green, blue] = palette[colour];
  const front: Rgb = [red * 0.75, green * 0.75, blue * 0.75];
  const inside = { colour: wood, mass: 0.06 };
  return element('body', { name: drawerJoint(name) }, [
    element('joint', {
      name: drawerJoint(name),
      type: 'slide',
      axis: [1, 0, 0],
      range: [0, cabinetSizes.travel],
      damping: 4,
      frictionloss: 0.6,
    }),
    box([0.075, 0.083, 0.003], { ...inside, position: [0, 0, 0.016] }),
    ...[-1, 1].map((side) => box([0.075, 0.003, 0.026], { ...inside, position: [0, side * 0.08, 0.042] })),
    box([0.003, 0.083, 0.026], { ...inside, position: [-0.075, 0, 0.042] }),
    box([0.005, 0.092, 0.045], { colour: front, mass: 0.1, position: [0.08, 0, 0.06] }),
    box([0.02, 0.007, 0.012], { colour: steel, mass: 0.02, position: [0.105, 0, 0.075] }),
    box([0.004, 0.03, 0.018], { colour: steel, mass: 0.03, position: [0.129, 0, 0.075] }),
  ]);
}
