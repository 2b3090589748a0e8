/** Object − end effector [length × 3], world frame, metres; null where unknown. */
export type Relation = Float32Array | Float64Array | null;

/** Height of the object above the end effector at a frame, metres; NaN where unknown. */
export function heightAt(relation: Relation, frame: number): number {
  return relation?.[3 * frame + 2] ?? Number.NaN;
}

/** Distance of the object from the end effector at a frame, metres; NaN where unknown. */
export function distanceAt(relation: Relation, frame: number): number {
  const axis = (place: number) => relation?.[3 * frame + place] ?? Number.NaN;
  return Math.hypot(axis(0), axis(1), axis(2));
}
