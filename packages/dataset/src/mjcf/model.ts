/** How a joint moves its body. */
export const jointTypes = ['free', 'ball', 'slide', 'hinge'] as const;

/** Name of a joint type. */
export type JointType = (typeof jointTypes)[number];

/** Numbers in a position vector (qpos) per joint type. */
export const positionWidths: Readonly<Record<JointType, number>> = { free: 7, ball: 4, slide: 1, hinge: 1 };

/** Numbers in a velocity vector (qvel) per joint type. */
export const velocityWidths: Readonly<Record<JointType, number>> = { free: 6, ball: 3, slide: 1, hinge: 1 };

/** A joint of a body, in the body's frame. */
export interface Joint {
  readonly name: string;
  readonly type: JointType;
  /** Anchor, metres. */
  readonly position: Float64Array;
  /** Unit vector. */
  readonly axis: Float64Array;
  /** Value of the joint at which the body stands as the model says; metres or radians. */
  readonly reference: number;
  /** Index of its first number in qpos. */
  readonly address: number;
}

/** A body; the parent always stands before it. */
export interface Body {
  readonly name: string;
  /** Index of the parent; the world is its own. */
  readonly parent: number;
  /** In the parent's frame, metres. A free body's own is ignored. */
  readonly position: Float64Array;
  /** In the parent's frame, unit quaternion w x y z. */
  readonly orientation: Float64Array;
  readonly joints: readonly Joint[];
}

/** A marked point of a body. */
export interface Site {
  readonly name: string;
  /** Index of the body. */
  readonly body: number;
  /** In the body's frame, metres. */
  readonly position: Float64Array;
}

/** A shape of a body; only its centre is known here, not its size. */
export interface Geom {
  /** Index of the body. */
  readonly body: number;
  /** Centre in the body's frame, metres. */
  readonly position: Float64Array;
}

/** What of an MJCF model decides where its bodies are. */
export interface KinematicModel {
  /** Depth first in document order; the first is `world`. */
  readonly bodies: readonly Body[];
  readonly sites: readonly Site[];
  readonly geoms: readonly Geom[];
  /** Numbers in qpos. */
  readonly positionCount: number;
  /** Numbers in qvel. */
  readonly velocityCount: number;
}
