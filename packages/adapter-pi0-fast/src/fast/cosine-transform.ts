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
 * Equal to scipy.fft.dct and idct with `type=2, axis=0, norm='ortho'` up to the last bits. A direct product is as fast
 * as an FFT at the horizons of action chunks.
 */
export function createCosineTransform(): CosineTransform {
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
      const coefficients = multiply(basisOf(horizon), values, horizon, dimensions, horizon, 1);
      writeMeans(coefficients, values, horizon, dimensions);
      return coefficients;
    },
    // The inverse of an orthonormal matrix is its transpose.
    inverse: (coefficients, horizon, dimensions) =>
      multiply(basisOf(horizon), coefficients, horizon, dimensions, 1, horizon),
  };
}

/** Row-major [frequency × time]. */
function createBasis(horizon: number): Float64Array {
  return Float64Array.from({ length: horizon * horizon }, (_, index) => {
    const frequency = Math.floor(index / horizon);
    const time = index % horizon;
    if (frequency === 0) return Math.sqrt(1 / horizon);
    // Whole turns are taken off before the division, so that large products lose no digits.
    const quarters = ((2 * time + 1) * frequency) % (4 * horizon);
    return Math.sqrt(2 / horizon) * Math.cos((Math.PI * quarters) / (2 * horizon));
  });
}

/**
 * Writes the zero frequency as scipy's pocketfft scales it, rounding errors and all: at a horizon of one it makes
 * 0.25 a little more than 0.25, and so the coefficient 2.5 becomes 3, not 2.
 */
function writeMeans(
  coefficients: Float64Array,
  values: Float64Array,
  horizon: number,
  dimensions: number,
): void {
  const factor = Math.sqrt(1 / (2 * horizon));
  for (let dimension = 0; dimension < dimensions; dimension += 1) {
    let sum = 0;
    for (let place = dimension; place < values.length; place += dimensions) sum += values[place] as number;
    coefficients[dimension] = 2 * sum * factor * (Math.SQRT2 * 0.5);
  }
}

/** Product of the square matrix [size × size], read with the given strides, and a matrix [size × columns]. */
function multiply(
  matrix: Float64Array,
  values: Float64Array,
  size: number,
  columns: number,
  rowStride: number,
  columnStride: number,
): Float64Array {
  const product = new Float64Array(size * columns);
  for (let row = 0; row < size; row += 1) {
    for (let inner = 0; inner < size; inner += 1) {
      const factor = matrix[row * rowStride + inner * columnStride] as number;
      for (let column = 0; column < columns; column += 1) {
        const place = row * columns + column;
        product[place] = (product[place] as number) + factor * (values[inner * columns + column] as number);
      }
    }
  }
  return product;
}
