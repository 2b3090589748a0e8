import { at, multiply } from './matrix.js';

/** One group of the residual quantizer: a book of codes. */
export interface Quantizer {
  /** The code at the smallest Euclidean distance, the first of several. */
  nearest(vector: Float32Array): number;
  /** Adds a code's vector, times `sign`, to a vector in place. */
  add(vector: Float32Array, code: number, sign: 1 | -1): void;
}

/** Relative difference below which float32 may not tell two squared distances apart. */
const nearTie = 1e-5;

/**
 * A book of codes [codes × dimensions] to search.
 *
 * Distances count as float32, so that codes which the reference cannot tell apart are a tie here, too. All codes are
 * ranked by |code|² − 2 code·vector, which is |code − vector|² short of a constant and needs one inner product each;
 * only those that come close to the best are then compared in float32.
 */
export function createQuantizer(book: Float32Array, dimensions: number): Quantizer {
  const squares = Float64Array.from({ length: book.length / dimensions }, (_, code) =>
    squaredLength(book.subarray(code * dimensions, (code + 1) * dimensions)),
  );

  return {
    nearest(vector) {
      const products = multiply(book, vector);
      const scores = squares.map((square, code) => square - 2 * at(products, code));
      const smallest = scores.reduce((least, score) => Math.min(least, score), Number.POSITIVE_INFINITY);
      const limit = smallest + nearTie * (squaredLength(vector) + Math.abs(smallest));
      return firstNearest(book, vector, scores, limit);
    },
    add(vector, code, sign) {
      const offset = code * dimensions;
      for (let index = 0; index < dimensions; index += 1) {
        vector[index] = at(vector, index) + sign * at(book, offset + index);
      }
    },
  };
}

function firstNearest(book: Float32Array, vector: Float32Array, scores: Float64Array, limit: number): number {
  let nearest = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (let code = 0; code < scores.length; code += 1) {
    if (at(scores, code) > limit) continue;
    const distance = Math.fround(squaredDistance(book, code * vector.length, vector));
    if (distance >= smallest) continue;
    smallest = distance;
    nearest = code;
  }
  return nearest;
}

function squaredDistance(book: Float32Array, offset: number, vector: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < vector.length; index += 1) {
    sum += (at(vector, index) - at(book, offset + index)) ** 2;
  }
  return sum;
}

function squaredLength(vector: Float32Array): number {
  return vector.reduce((sum, value) => sum + value * value, 0);
}
