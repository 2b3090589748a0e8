/** The arithmetic of the reference: numpy and scipy compute in the type of the chunk that they are given. */
export type Precision = 'float32' | 'float64';

/** The orthonormal DCT-II over time and its inverse, on row-major arrays [horizon × dimensions]. */
export interface CosineTransform {
  /** Coefficients [frequency × dimension] of values [time × dimension]. */
  forward(values: Float64Array, horizon: number, dimensions: number): Float64Array;
  /** Values [time × dimension] of coefficients [frequency × dimension]. */
  inverse(coefficients: Float64Array, horizon: number, dimensions: number): Float64Array;
}

/**
 * Makes the transform; the cosines of each horizon are computed once.
 *
 * Equal to scipy.fft.dct and idct with `type=2, axis=0, norm='ortho'` up to the last bits. Even frequencies are symmetric
 * in time and odd ones antisymmetric, so half of the cosines do, and a plain product is fast at a chunk's horizon.
 */
export function createCosineTransform(precision: Precision = 'float64'): CosineTransform {
  const bases = new Map<number, Float64Array>();

  function basisOf(horizon: number): Float64Array {
    const known = bases.get(horizon);
    if (known !== undefined) return known;
    const basis = createBasis(horizon);
    bases.set(horizon, basis);
    return basis;
  }

  return {
    forward(values, horizon, dimensions) {
      const folded = fold(values, horizon, dimensions);
      const coefficients = forward(basisOf(horizon), folded, horizon, dimensions);
      const sums = folded.subarray(0, halfOf(horizon) * dimensions);
      scaleMeans(coefficients, sums, horizon, dimensions, precision === 'float32' ? Math.fround : Number);
      return coefficients;
    },
    inverse: (coefficients, horizon, dimensions) =>
      inverse(basisOf(horizon), coefficients, horizon, dimensions),
  };
}

/** Steps of the first half, the middle one included. */
function halfOf(horizon: number): number {
  return (horizon + 1) >> 1;
}

/** Row-major [frequency × first half of time]. */
function createBasis(horizon: number): Float64Array {
  const half = halfOf(horizon);
  return Float64Array.from({ length: horizon * half }, (_, index) => {
    const frequency = Math.floor(index / half);
    const time = index % half;
    if (frequency === 0) return Math.sqrt(1 / horizon);
    // Whole turns are taken off before the division, so that large products lose no digits.
    const quarters = ((2 * time + 1) * frequency) % (4 * horizon);
    return Math.sqrt(2 / horizon) * Math.cos((Math.PI * quarters) / (2 * horizon));
  });
}

function forward(
  basis: Float64Array,
  folded: Float64Array,
  horizon: number,
  dimensions: number,
): Float64Array {
  const half = halfOf(horizon);
  const coefficients = new Float64Array(horizon * dimensions);
  for (let frequency = 0; frequency < horizon; frequency += 1) {
    const part = frequency % 2 === 0 ? 0 : half * dimensions;
    for (let time = 0; time < half; time += 1) {
      const cosine = basis[frequency * half + time] as number;
      for (let dimension = 0; dimension < dimensions; dimension += 1) {
        const place = frequency * dimensions + dimension;
        const value = folded[part + time * dimensions + dimension] as number;
        coefficients[place] = (coefficients[place] as number) + cosine * value;
      }
    }
  }
  return coefficients;
}

/** Sums, then differences, of each step of the first half and its mirror image [2 × half × dimensions]. */
function fold(values: Float64Array, horizon: number, dimensions: number): Float64Array {
  const half = halfOf(horizon);
  const folded = new Float64Array(2 * half * dimensions);
  for (let time = 0; time < half; time += 1) {
    const mirror = horizon - 1 - time;
    for (let dimension = 0; dimension < dimensions; dimension += 1) {
      const early = values[time * dimensions + dimension] as number;
      const late = values[mirror * dimensions + dimension] as number;
      folded[time * dimensions + dimension] = time === mirror ? early : early + late;
      folded[(half + time) * dimensions + dimension] = early - late;
    }
  }
  return folded;
}

/**
 * Writes the zero frequency as scipy's pocketfft scales it, rounding errors and all: at a horizon of one it makes
 * 0.25 a little more than 0.25, and so the coefficient 2.5 becomes 3, not 2.
 */
function scaleMeans(
  coefficients: Float64Array,
  sums: Float64Array,
  horizon: number,
  dimensions: number,
  round: (value: number) => number,
): void {
  const factor = round(Math.sqrt(1 / (2 * horizon)));
  const half = round(round(Math.SQRT2) * 0.5);
  for (let dimension = 0; dimension < dimensions; dimension += 1) {
    let sum = 0;
    for (let place = dimension; place < sums.length; place += dimensions) sum += sums[place] as number;
    coefficients[dimension] = round(round(round(2 * sum) * factor) * half);
  }
}

/** The transpose of an orthonormal matrix is its inverse. */
function inverse(
  basis: Float64Array,
  coefficients: Float64Array,
  horizon: number,
  dimensions: number,
): Float64Array {
  const half = halfOf(horizon);
  const parts = new Float64Array(2 * half * dimensions);
  for (let frequency = 0; frequency < horizon; frequency += 1) {
    const part = frequency % 2 === 0 ? 0 : half * dimensions;
    for (let time = 0; time < half; time += 1) {
      const cosine = basis[frequency * half + time] as number;
      for (let dimension = 0; dimension < dimensions; dimension += 1) {
        const place = part + time * dimensions + dimension;
        const coefficient = coefficients[frequency * dimensions + dimension] as number;
        parts[place] = (parts[place] as number) + cosine * coefficient;
      }
    }
  }
  return unfold(parts, horizon, dimensions);
}

function unfold(parts: Float64Array, horizon: number, dimensions: number): Float64Array {
  const half = halfOf(horizon);
  const values = new Float64Array(horizon * dimensions);
  for (let time = 0; time < half; time += 1) {
    const mirror = horizon - 1 - time;
    for (let dimension = 0; dimension < dimensions; dimension += 1) {
      const even = parts[time * dimensions + dimension] as number;
      const odd = parts[(half + time) * dimensions + dimension] as number;
      values[time * dimensions + dimension] = even + odd;
      if (mirror > time) values[mirror * dimensions + dimension] = even - odd;
    }
  }
  return values;
}
