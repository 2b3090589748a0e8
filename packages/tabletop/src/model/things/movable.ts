import type { Element } from '../element.js';
import { palette } from '../palette.js';
import { box, cylinder, type Rgb, ring } from '../solids.js';
import { type Thing, thingShapes } from '../thing.js';

/** Solids of a thing that can be moved, about its origin. */
export function movableSolids({ kind, colour }: Thing): readonly Element[] {
  const { mass } = thingShapes[kind];
  const paint = { colour: palette[colour], mass };
  if (kind === 'box') return [box([0.02, 0.02, 0.02], paint)];
  if (kind === 'can') return can(paint);
  if (kind === 'cup') return cup(paint);
  if (kind === 'bowl') return bowl(paint);
  return plate(paint);
}

interface Paint {
  readonly colour: Rgb;
  readonly mass: number;
}

/** What is round comes to rest soon: it neither rolls off on its side nor rocks for long. */
const rolls = { condim: 6, friction: [1, 0.005, 0.002] } as const;

const tin: Rgb = [0.75, 0.76, 0.78];

/** A painted can with a lid and a foot of bare metal, which are only drawn. */
function can(paint: Paint): readonly Element[] {
  const edge = (height: number) =>
    cylinder(0.0202, 0.003, { colour: tin, position: [0, 0, height], touches: false });
  return [cylinder(0.02, 0.035, { ...paint, ...rolls }), edge(0.0322), edge(-0.0322)];
}

function cup({ colour, mass }: Paint): readonly Element[] {
  return [
    cylinder(0.028, 0.003, { ...rolls, colour, mass: mass * 0.4, position: [0, 0, -0.029] }),
    ...ring(
      { lower: 0.028, upper: 0.028, from: -0.03, to: 0.032, thickness: 0.004, count: 10 },
      { ...rolls, colour, mass: mass * 0.6 },
    ),
  ];
}

function bowl({ colour, mass }: Paint): readonly Element[] {
  return [
    cylinder(0.046, 0.003, { ...rolls, colour, mass: mass * 0.5, position: [0, 0, -0.019] }),
    ...ring(
      { lower: 0.046, upper: 0.058, from: -0.02, to: 0.022, thickness: 0.005, count: 12 },
      { ...rolls, colour, mass: mass * 0.5 },
    ),
  ];
}

/** One disc that touches, as thin ones on each other let edges in; what makes it look like a plate is only drawn. */
function plate({ colour, mass }: Paint): readonly Element[] {
  const darker: Rgb = [colour[0] * 0.8, colour[1] * 0.8, colour[2] * 0.8];
  return [
    cylinder(0.08, 0.006, { ...rolls, colour, mass }),
    cylinder(0.056, 0.0004, { colour: darker, position: [0, 0, 0.006], touches: false }),
  ];
}
