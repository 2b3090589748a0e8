export { createNdArray, type NdArray, type NumberArray, type NumpyScalar } from '../arrays/nd-array.js';
export { readNumbers } from '../arrays/read-numbers.js';
export type { Value, ValueMap } from '../codec/value.js';
