/** Position of a body [x, y, z], world frame up to a common shift, metres. */
export type PositionOf = (body: string) => readonly [x: number, y: number, z: number];

/** A direction [x, y, z] of length 1, world frame. */
export type Axis = readonly [x: number, y: number, z: number];

/** Where the words left, right, front and back point, for the viewer of whom instructions speak. */
export interface View {
  readonly right: Axis;
  /** Toward the viewer. */
  readonly front: Axis;
}

/** LIBERO: the camera looks back at the robot, so +x is front and +y is right (FORMATS: axes of the regenerated data). */
export const liberoView: View = { right: [0, 1, 0], front: [1, 0, 0] };

/** How far a position lies along an axis, metres. */
export function along([x, y, z]: readonly [number, number, number], [a, b, c]: Axis): number {
  return x * a + y * b + z * c;
}
