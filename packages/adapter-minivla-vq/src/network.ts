import { at, multiply } from './matrix.js';
import type { Tensors } from './safetensors.js';
import { createProducts } from './simd/create-products.js';
import { takeTensor } from './take-tensor.js';

/** A function between vectors of float32. */
export type Layer = (input: Float32Array) => Float32Array;

/** Width of both hidden layers in the reference. */
export const hidden = 128;

/** How sums are taken: `exact` in float64 and rounded once, `fast` in float32 by WebAssembly. */
export type Arithmetic = 'exact' | 'fast';

/**
 * Three linear layers with rectifiers between them; each layer's output is rounded to float32.
 *
 * Source: jayLEE0301/vq_bet_official\@09d48512 vqvae/vqvae.py `EncoderMLP`, the decoder being one as well.
 */
export function createNetwork(
  tensors: Tensors,
  name: string,
  input: number,
  output: number,
  arithmetic: Arithmetic,
): Layer {
  const layers = [
    { layer: `${name}.encoder.0`, rows: hidden, columns: input },
    { layer: `${name}.encoder.2`, rows: hidden, columns: hidden },
    { layer: `${name}.fc`, rows: output, columns: hidden },
  ].map(({ layer, rows, columns }) => ({
    rows,
    columns,
    data: takeTensor(tensors, `${layer}.weight`, [rows, columns]),
    bias: takeTensor(tensors, `${layer}.bias`, [rows]),
  }));
  const products =
    arithmetic === 'fast'
      ? createProducts(layers)
      : layers.map(
          ({ data }) =>
            (vector: Float32Array) =>
              multiply(data, vector),
        );
  return (values) =>
    layers.reduce((vector, { bias }, index) => {
      const product = products[index]?.(index === 0 ? vector : rectify(vector)) ?? new Float32Array();
      return plus(product, bias);
    }, values);
}

/** Rounded to float32. */
function plus(products: Float32Array | Float64Array, bias: Float32Array): Float32Array {
  const sums = new Float32Array(bias.length);
  for (let row = 0; row < bias.length; row += 1) sums[row] = at(products, row) + at(bias, row);
  return sums;
}

function rectify(values: Float32Array): Float32Array {
  return values.map((value) => Math.max(0, value));
}
