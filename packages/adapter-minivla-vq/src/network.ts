import { at, multiply } from './matrix.js';
import type { Tensors } from './safetensors.js';
import { takeTensor } from './take-tensor.js';

/** A function between vectors of float32. */
export type Layer = (input: Float32Array) => Float32Array;

/** Width of both hidden layers in the reference. */
export const hidden = 128;

/**
 * Three linear layers with rectifiers between them; each layer's output is rounded to float32.
 *
 * Source: jayLEE0301/vq_bet_official\@09d48512 vqvae/vqvae.py `EncoderMLP`, the decoder being one as well.
 */
export function createNetwork(tensors: Tensors, name: string, input: number, output: number): Layer {
  const first = createLinear(tensors, `${name}.encoder.0`, input, hidden);
  const second = createLinear(tensors, `${name}.encoder.2`, hidden, hidden);
  const last = createLinear(tensors, `${name}.fc`, hidden, output);
  return (values) => last(rectify(second(rectify(first(values)))));
}

function createLinear(tensors: Tensors, name: string, input: number, output: number): Layer {
  const weight = takeTensor(tensors, `${name}.weight`, [output, input]);
  const bias = takeTensor(tensors, `${name}.bias`, [output]);
  return (values) => Float32Array.from(multiply(weight, values), (product, row) => product + at(bias, row));
}

function rectify(values: Float32Array): Float32Array {
  return values.map((value) => Math.max(0, value));
}
