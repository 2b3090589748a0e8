/**
 * Sine of an angle between −2π and 2π, radians.
 *
 * `Math.sin` may differ in its last bit from engine to engine; sums and products may not. Pictures are to be the same
 * bits everywhere, so no function of `Math` beside `sqrt`, `floor` and the like is used to make them.
 */
export function sine(angle: number): number {
  let [term, sum] = [angle, angle];
  for (let power = 2; power < 48; power += 2) {
    term *= -(angle * angle) / (power * (power + 1));
    sum += term;
  }
  return sum;
}

/** Cosine of an angle between −2π and 2π, radians; the same bits everywhere. */
export function cosine(angle: number): number {
  let [term, sum] = [1, 1];
  for (let power = 1; power < 48; power += 2) {
    term *= -(angle * angle) / (power * (power + 1));
    sum += term;
  }
  return sum;
}
