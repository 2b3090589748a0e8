import { InspireError } from '@inspire-vla/adapter';
import { lengthOf } from './length-of.js';

/** Positions over an episode [length × 3], any unit. */
export type Positions = Float64Array | Float32Array;

/**
 * Object − end effector, frame by frame.
 *
 * @param object - positions of the object [length × 3], or one position [3] for all frames.
 * @param effector - positions of the end effector [length × 3], same frame and unit.
 * @param relations - filled and returned if given [length × 3].
 * @throws InspireError `LABEL_LENGTHS` where the lengths disagree.
 *
 * @example
 * ```ts
 * import { relationsBetween } from '@inspire-vla/direction-labeler';
 *
 * const effector = Float64Array.of(0, 0, 1, 0, 0, 0.5);
 * relationsBetween(Float64Array.of(0.25, 0, 0), effector); // Float64Array [0.25, 0, -1, 0.25, 0, -0.5]
 * ```
 */
export function relationsBetween(
  object: Positions,
  effector: Positions,
  relations: Float64Array = new Float64Array(effector.length),
): Float64Array {
  const isConstant = object.length === 3 && effector.length !== 3;
  if (effector.length % 3 !== 0 || relations.length !== effector.length)
    throw lengthsError('relationsBetween', object, effector);
  if (!isConstant && object.length !== effector.length)
    throw lengthsError('relationsBetween', object, effector);
  for (let index = 0; index < effector.length; index += 1) {
    relations[index] = (object[isConstant ? index % 3 : index] as number) - (effector[index] as number);
  }
  return relations;
}

/**
 * Lengths of relations, frame by frame: how far each object is.
 *
 * @param relations - object − end effector [length × 3].
 * @param distances - filled and returned if given [length].
 * @throws InspireError `LABEL_LENGTHS` where the lengths disagree.
 *
 * @example
 * ```ts
 * import { distancesOf } from '@inspire-vla/direction-labeler';
 *
 * distancesOf(Float64Array.of(3, 4, 0, 0, 0, -2)); // Float64Array [5, 2]
 * ```
 */
export function distancesOf(
  relations: Positions,
  distances: Float64Array = new Float64Array(Math.floor(relations.length / 3)),
): Float64Array {
  if (relations.length !== distances.length * 3) throw lengthsError('distancesOf', relations, distances);
  for (let frame = 0; frame < distances.length; frame += 1) distances[frame] = lengthOf(relations, frame * 3);
  return distances;
}

function lengthsError(at: string, one: Positions, other: Positions): InspireError {
  return new InspireError({
    code: 'LABEL_LENGTHS',
    message: `columns of ${one.length} and ${other.length} numbers do not fit`,
    at,
    fix: 'give three coordinates per frame (or three in all for an object that stands still), one distance per frame',
  });
}
