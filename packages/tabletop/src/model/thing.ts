import type { Colour } from './palette.js';

/** Kinds of things that stand on the table; `cabinet`, `stove` and `basket` are fixed to it. */
export const thingKinds = ['box', 'can', 'cup', 'bowl', 'plate', 'basket', 'cabinet', 'stove'] as const;

/** Kind of a thing. */
export type ThingKind = (typeof thingKinds)[number];

/** A thing of a scene. */
export interface Thing {
  /** Unique within the scene and the name of its body, e.g. `red_box_1`. */
  readonly name: string;
  readonly kind: ThingKind;
  readonly colour: Colour;
}

/** Where a hand may take a thing: across its middle, or at its rim, between a finger inside and one outside. */
export type Grasp =
  | { readonly at: 'middle' /** Grip above the thing's origin, metres. */; readonly height: number }
  | {
      readonly at: 'rim';
      readonly height: number /** From the axis to the wall. */;
      readonly radius: number;
    };

/** Sizes of a kind of thing that layouts, predicates and the expert go by, metres. */
export interface ThingShape {
  /** Radius of the circle round its footprint. */
  readonly radius: number;
  /** Radius of what it stands on, for a round thing narrower below than above. */
  readonly foot?: number;
  /** Half the extent of its footprint along its own x and y, for what is not round. */
  readonly sides?: readonly [number, number];
  /** From its origin down to what it stands on, upright. */
  readonly bottom: number;
  /** From its origin up to its highest point, upright. */
  readonly top: number;
  /** Null for what a hand does not carry. */
  readonly grasp: Grasp | null;
  /**
   * Where something put on it or in it comes to lie: height above the origin, and how far from its axis at most; along each
   * of its own axes where the place is square.
   */
  readonly holds: {
    readonly relation: 'on' | 'in';
    readonly height: number;
    readonly radius: number;
    readonly isSquare?: true;
  } | null;
  /** Whether turning it about its own axis changes nothing. */
  readonly isRound: boolean;
  /** Kilograms; 0 for what is fixed to the table. */
  readonly mass: number;
}

/** Sizes of every kind. */
export const thingShapes: Readonly<Record<ThingKind, ThingShape>> = {
  box: {
    radius: 0.0283,
    sides: [0.02, 0.02],
    bottom: 0.02,
    top: 0.02,
    grasp: { at: 'middle', height: 0.002 },
    holds: { relation: 'on', height: 0.02, radius: 0.018 },
    isRound: false,
    mass: 0.15,
  },
  can: {
    radius: 0.02,
    bottom: 0.035,
    top: 0.035,
    grasp: { at: 'middle', height: 0.012 },
    holds: null,
    isRound: true,
    mass: 0.18,
  },
  cup: {
    radius: 0.031,
    bottom: 0.032,
    top: 0.032,
    grasp: { at: 'middle', height: 0.012 },
    holds: null,
    isRound: true,
    mass: 0.16,
  },
  bowl: {
    radius: 0.062,
    foot: 0.049,
    bottom: 0.022,
    top: 0.022,
    grasp: { at: 'rim', height: 0.014, radius: 0.057 },
    holds: { relation: 'in', height: -0.017, radius: 0.045 },
    isRound: true,
    mass: 0.16,
  },
  plate: {
    radius: 0.08,
    bottom: 0.006,
    top: 0.006,
    grasp: null,
    holds: { relation: 'on', height: 0.006, radius: 0.06 },
    isRound: true,
    mass: 0.6,
  },
  basket: {
    radius: 0.118,
    sides: [0.088, 0.088],
    bottom: 0,
    top: 0.07,
    grasp: null,
    // The middle of what lies in a corner is 0.06 away along both sides.
    holds: { relation: 'in', height: 0.006, radius: 0.075, isSquare: true },
    isRound: false,
    mass: 0,
  },
  cabinet: {
    radius: 0.14,
    sides: [0.09, 0.1],
    bottom: 0,
    top: 0.12,
    grasp: null,
    holds: { relation: 'on', height: 0.12, radius: 0.07 },
    isRound: false,
    mass: 0,
  },
  stove: {
    radius: 0.11,
    sides: [0.085, 0.07],
    bottom: 0,
    top: 0.03,
    grasp: null,
    holds: { relation: 'on', height: 0.03, radius: 0.05 },
    isRound: false,
    mass: 0,
  },
};

/** Whether a thing is fixed to the table. */
export function isFixture(kind: ThingKind): boolean {
  return thingShapes[kind].mass === 0;
}
