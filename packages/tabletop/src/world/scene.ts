import type { Thing } from '../model/thing.js';

/** Where something may stand: ranges of its centre, world frame, metres, and of its yaw, radians. */
export interface Region {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Default 0. */
  readonly yaw?: readonly [number, number];
}

/** A thing of a scene with its place. */
export interface PlacedThing extends Thing {
  readonly region: Region;
}

/** A set of things on the table; its episodes differ in where exactly they stand. */
export interface Scene {
  readonly id: string;
  readonly things: readonly PlacedThing[];
  /** Drawers that are open and buttons that are pressed at the start: range by the part's name, metres. */
  readonly parts?: Readonly<Record<string, readonly [number, number]>>;
  /** Places beside things that are free at the start, so that something can be put there. */
  readonly reserved?: readonly {
    readonly beside: string;
    /** Angle from x, in half turns: 0.5 is the viewer's right. */
    readonly direction: number;
    /** Of what comes there, metres. */
    readonly radius: number;
  }[];
}
