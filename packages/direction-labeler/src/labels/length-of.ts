import type { Vectors } from './rules/rule.js';

/** Length of the vector that begins at an index, summed in the order of numpy's norm of three numbers. */
export function lengthOf(vectors: Vectors, at: number): number {
  const x = vectors[at] as number;
  const y = vectors[at + 1] as number;
  const z = vectors[at + 2] as number;
  return Math.sqrt(x * x + y * y + z * z);
}
