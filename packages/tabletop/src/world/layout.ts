import type { Vector3 } from './rotations.js';

/** Where a thing stands at the start. */
export interface Placement {
  /** World frame, metres [x, y]. */
  readonly position: readonly [number, number];
  /** About z, radians. */
  readonly yaw: number;
}

/** One start of a scene: the only thing that differs between its episodes. */
export interface Layout {
  /** By the name of the thing. */
  readonly things: Readonly<Record<string, Placement>>;
  /** How far drawers are open and buttons pressed, by name, metres; what is not named is shut or up. */
  readonly parts: Readonly<Record<string, number>>;
  readonly hand: {
    /** Of the end effector, world frame, metres. */
    readonly position: Vector3;
    /** Yaw, radians. */
    readonly yaw: number;
  };
}
