/**
 * Product of a row-major matrix [rows × columns] and a vector [columns].
 *
 * @returns the products [rows], summed in float64.
 */
export function multiply(matrix: Float32Array, vector: Float32Array | Float64Array): Float64Array {
  const columns = vector.length;
  const rows = matrix.length / columns;
  const products = new Float64Array(rows);
  const wide = new Float64Array(vector);
  const whole = rows - (rows % 4);
  for (let row = 0; row < whole; row += 4) multiplyFour(matrix, row, wide, products);
  for (let row = whole; row < rows; row += 1) products[row] = dot(matrix, row * columns, wide);
  return products;
}

/** Four rows at once: each number of the vector is read once for all, and the four sums do not wait for each other. */
function multiplyFour(matrix: Float32Array, row: number, vector: Float64Array, products: Float64Array): void {
  const columns = vector.length;
  const start = row * columns;
  const end = start + columns;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let index = start; index < end; index += 1) {
    const value = at(vector, index - start);
    a += at(matrix, index) * value;
    b += at(matrix, index + columns) * value;
    c += at(matrix, index + 2 * columns) * value;
    d += at(matrix, index + 3 * columns) * value;
  }
  products[row] = a;
  products[row + 1] = b;
  products[row + 2] = c;
  products[row + 3] = d;
}

function dot(matrix: Float32Array, offset: number, vector: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < vector.length; index += 1)
    sum += at(matrix, offset + index) * at(vector, index);
  return sum;
}

/** A number of an array whose length its caller has checked. */
export function at(values: Float64Array | Float32Array, index: number): number {
  return values[index] as number;
}
