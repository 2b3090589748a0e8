/** Relations without NaN, and which of them are known. */
export interface KnownRelations {
  /** The relations that were given, now zeros where nothing is known [length × rows × 3]. */
  readonly values: Float32Array;
  /** 1 where a row is known, 0 where it is not or is padding [length × rows]. */
  readonly known: Uint8Array;
}

/**
 * Takes NaN out of relations and says apart what is known: lerobot's and openpi's users feed every number of a frame
 * to batches and statistics, where one NaN spoils all, while zeros alone would claim that the hand is at the object.
 *
 * @param relations - NaN where unknown [length × rows × 3]; changed in place, as an episode's are made for this alone.
 * @param rows - rows per frame.
 * @param objects - how many of these are objects; those behind are padding.
 */
export function splitUnknown(relations: Float32Array, rows: number, objects: number): KnownRelations {
  const values = relations;
  const known = new Uint8Array(relations.length / 3);
  for (let row = 0, object = 0, at = 0; row < known.length; row += 1, at += 3) {
    if (object < objects && isFiniteVector(values, at)) known[row] = 1;
    else values.fill(0, at, at + 3);
    object = object + 1 === rows ? 0 : object + 1;
  }
  return { values, known };
}

function isFiniteVector(values: Float32Array, at: number): boolean {
  // What is not finite leaves no sum that is; of numbers of 32 bits no sum is too large for a double.
  return Number.isFinite((values[at] as number) + (values[at + 1] as number) + (values[at + 2] as number));
}

/** Puts NaN back where a relation is not known. */
export function joinUnknown(values: ArrayLike<unknown>, known: ArrayLike<unknown> | null): Float64Array {
  return Float64Array.from({ length: values.length }, (_, place) =>
    known !== null && Number(known[Math.floor(place / 3)]) === 0 ? Number.NaN : Number(values[place]),
  );
}

/** The relation of one object [length × 3] out of those of all [length × rows × 3]. */
export function relationOf(relations: Float64Array, object: number, length: number): Float64Array {
  const width = length === 0 ? 0 : relations.length / length;
  const picked = new Float64Array(length * 3);
  for (let frame = 0; frame < length; frame += 1) {
    const start = frame * width + object * 3;
    picked.set(relations.subarray(start, start + 3), frame * 3);
  }
  return picked;
}
