import type { ThingKind } from '../model/thing.js';
import type { Vector3 } from './rotations.js';

/** Where a thing is, world frame. */
export interface ThingState {
  readonly name: string;
  readonly kind: ThingKind;
  /** Of its origin, metres. */
  readonly position: Vector3;
  /** Rotation matrix [9], row-major. */
  readonly rotation: readonly number[];
  /** Metres per second; 0 for what is fixed to the table. */
  readonly speed: number;
  /** Whether both fingers touch it. */
  readonly grasped: boolean;
  /** Whether any finger pad touches it. */
  readonly touched: boolean;
}

/** Where the hand is, world frame. */
export interface HandState {
  /** Of the end effector, the point between the finger pads, metres. */
  readonly position: Vector3;
  /** Rotation matrix [9], row-major; LIBERO's: its z axis points where the fingers point. */
  readonly rotation: readonly number[];
  /** The same as axis times angle, radians. */
  readonly rotationVector: Vector3;
  /** Positions of the two fingers, metres: [0.04, −0.04] is open, as in LIBERO. */
  readonly fingers: readonly [number, number];
}

/** A drawer or a button. */
export interface PartState {
  /** e.g. `cabinet_1_drawer`. */
  readonly name: string;
  /** How far a drawer is open or a button is pressed, metres. */
  readonly value: number;
  /** Of the handle's middle or the button's top, world frame, metres. */
  readonly position: Vector3;
}

/** All that the expert and the predicates know of a world: what no policy is given. */
export interface WorldState {
  /** Control ticks since the reset. */
  readonly tick: number;
  readonly hand: HandState;
  /** In the scene's order. */
  readonly things: readonly ThingState[];
  readonly parts: readonly PartState[];
}
