import { InspireError } from '@inspire-vla/adapter';

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
  if (effector.length % 3 !== 0 || relations.length !== effector.length) throw lengthsError(object, effector);
  if (!isConstant && object.length !== effector.length) throw lengthsError(object, effector);
  for (let index = 0; index < effector.length; index += 1) {
    relations[index] = (object[isConstant ? index % 3 : index] as number) - (effector[index] as number);
  }
  return relations;
}

function lengthsError(object: Positions, effector: Positions): InspireError {
  return new InspireError({
    code: 'LABEL_LENGTHS',
    message: `${object.length} object and ${effector.length} effector coordinates do not fit`,
    at: 'relationsBetween',
    fix: 'give three coordinates per frame for both, or three for an object that stands still',
  });
}
