import { type Element, element } from '../element.js';
import { palette } from '../palette.js';
import { box, cylinder, type Rgb } from '../solids.js';
import type { Thing } from '../thing.js';

/** Sizes of the stove that the expert and the predicates go by, metres, in its own frame. */
export const stoveSizes = {
  /** Top of the button when it is up. */
  button: [0.055, 0, 0.05],
  /** How far the button goes down; it stays there. */
  travel: 0.014,
  /** Middle of the hot plate. */
  burner: [-0.025, 0, 0.03],
} as const;

const iron: Rgb = [0.25, 0.25, 0.27];

const burnerMiddle = [-0.025, 0, 0.0275] as const;

/** Half the side of a square within the hot plate's circle, metres. */
const burnerSide = 0.0353;

/**
 * Turns by 0 and 45 degrees: what is put down meets two squares within the drawn disc. Between two discs the engine
 * finds a single point, whose direction may turn over: a bowl slid off as on ice, or was flung away.
 */
const burnerTurns = [
  [1, 0, 0, 0],
  [0.9238795325112867, 0, 0, 0.3826834323650898],
] as const;

/** Name of the joint of a stove's button. */
export function buttonJoint(name: string): string {
  return `${name}_button`;
}

/** A low stove with one hot plate, fixed to the table; its origin is on the table. */
export function stoveSolids({ colour }: Thing): readonly Element[] {
  return [
    box([0.085, 0.07, 0.0125], { colour: palette[colour], position: [0, 0, 0.0125] }),
    cylinder(0.05, 0.0025, { colour: iron, position: burnerMiddle, touches: false }),
    ...burnerTurns.map((rotation) =>
      box([burnerSide, burnerSide, 0.0025], {
        colour: iron,
        position: burnerMiddle,
        rotation,
        isDrawn: false,
      }),
    ),
  ];
}

/** The button: it is held by friction where it was pressed to, so that the picture shows that it was. */
export function stoveButton({ name }: Thing): Element {
  // Weightless: friction alone lets a weight creep.
  return element('body', { name: buttonJoint(name), gravcomp: 1 }, [
    element('joint', {
      name: buttonJoint(name),
      type: 'slide',
      axis: [0, 0, -1],
      range: [0, stoveSizes.travel],
      damping: 2,
      frictionloss: 2,
    }),
    cylinder(0.018, 0.0125, { colour: [0.85, 0.1, 0.1], mass: 0.02, position: [0.055, 0, 0.0375] }),
  ]);
}
