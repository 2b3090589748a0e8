/** The solid shapes that a scene is made of. */
export const shapeKinds = ['plane', 'box', 'cylinder', 'sphere', 'capsule', 'ellipsoid'] as const;

/** A kind of solid, as MuJoCo names it; cylinders and capsules stand along their own z axis. */
export type ShapeKind = (typeof shapeKinds)[number];

/** What can be drawn on a surface over its colour: boards with grain along the shape's x axis, or square tiles. */
export const surfacePatterns = ['wood', 'tiles'] as const;

/** A drawing on a surface. */
export type SurfacePattern = (typeof surfacePatterns)[number];

/** One visible solid of a scene; where it is changes from frame to frame and stands in a {@link GeometryPose}. */
export interface SceneShape {
  readonly shape: ShapeKind;
  /**
   * MuJoCo's half sizes, metres: box and ellipsoid [x, y, z]; cylinder and capsule [radius, half length, 0]; sphere
   * [radius, 0, 0]; plane [half x, half y, 0], seen from its +z side.
   */
  readonly size: readonly [number, number, number];
  /** Red, green and blue, 0 to 1, before light falls on it. */
  readonly colour: readonly [number, number, number];
  /** Number of the rigid body that it belongs to; 0 is the fixed world. */
  readonly body: number;
  /** Segmentation id: the same for all shapes of one named thing; 0 is what has no name (floor, walls). */
  readonly object: number;
  /** What is drawn over the colour, if anything. */
  readonly pattern?: SurfacePattern;
}

/** All visible solids of a scene, in an order that stays. */
export interface SceneGeometry {
  readonly shapes: readonly SceneShape[];
  /** Names of the segmentation ids, by id; `objects[0]` is `background`. */
  readonly objects: readonly string[];
}

/** Where the n shapes of a {@link SceneGeometry} are at one moment, world frame. */
export interface GeometryPose {
  /** Centres [n × 3], metres. */
  readonly positions: Float64Array;
  /** Rotation matrices [n × 9], row-major: the columns are the shape's own axes. */
  readonly rotations: Float64Array;
}

/** A camera of a scene; it looks along its own −z axis, with +x to the right of the picture and +y up. */
export interface SceneCamera {
  /** e.g. `agentview`. */
  readonly name: string;
  /** World frame, or the hand's for a camera that is mounted there; metres [3]. */
  readonly position: readonly [number, number, number];
  /** Rotation matrix [9], row-major, from the camera's axes to those of its mount. */
  readonly rotation: readonly number[];
  /** Radians, from the picture's lower to its upper edge. */
  readonly verticalFieldOfView: number;
  readonly mount: 'world' | 'hand';
}

/**
 * Where the hand's body is at one moment, for cameras that are mounted on it; world frame. Its +z points away from the
 * finger tips, so that it is the identity while the fingers point straight down.
 */
export interface HandPose {
  /** Of the point between the finger pads, metres [3]. */
  readonly position: readonly number[];
  /** Rotation matrix [9], row-major. */
  readonly rotation: readonly number[];
}
