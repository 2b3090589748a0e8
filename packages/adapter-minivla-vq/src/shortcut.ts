import { at, multiply } from './matrix.js';
import { hidden } from './network.js';
import type { Tensors } from './safetensors.js';
import { createProducts, type Product } from './simd/create-products.js';
import { takeTensor } from './take-tensor.js';
import type { VqConfig } from './vq-config.js';

/** Codes [groups] of scaled actions where they are beyond doubt, else null: rounding may then decide. */
export type Shortcut = (values: Float32Array) => readonly number[] | null;

/** Float32 arithmetic of the reference may not tell squared distances apart that differ by less than this share. */
const nearTie = 1e-5;

/**
 * Bound on the rounding of three layers in float32, as a share of |projected code| · |activation|: 40 times the largest
 * error over 15,000 random chunks of five models.
 */
const rounding = 2e-5;

/**
 * A fast way to the codes of a residual quantizer.
 *
 * The encoder's last layer is linear, so its product with every code can be taken once and for all: with x = W h + b,
 * |code − x|² = |code|² − 2 code·b − 2 (code W)·h + |x|². What earlier groups took away from x adds inner products of two
 * codes, which are kept when first needed. One product with a [groups · codes × 128] matrix is left of the work.
 *
 * It is float32 and adds in another order than the exact way, so it answers only where the nearest code leads by more
 * than all that rounding can do. Of equal codes the first counts, as in the reference.
 *
 * @throws InspireError `VQ_WEIGHTS_INVALID` for a tensor that is missing or has another shape than the config says.
 */
export function createShortcut(config: VqConfig, tensors: Tensors): Shortcut {
  const { codes, groups, latentDimensions: length } = config;
  const books = joinBooks(config, tensors);
  const count = groups * codes;
  const codeAt = (code: number) => books.subarray(code * length, (code + 1) * length);
  const weight = transposed(takeTensor(tensors, 'encoder.fc.weight', [length, hidden]), hidden);
  const bias = takeTensor(tensors, 'encoder.fc.bias', [length]);
  const projected = Array.from({ length: count }, (_, code) => multiply(weight, codeAt(code)));
  const energy = Array.from({ length: hidden }, (_, row) =>
    multiply(weight, weight.subarray(row * length, (row + 1) * length)),
  );
  const offsets = Float64Array.from(projected, (_, code) => {
    const values = codeAt(code);
    return dot(values, values) - 2 * dot(values, bias);
  });
  const biasEnergy = { linear: multiply(weight, bias), constant: dot(bias, bias) };
  const largest = Array.from({ length: groups }, (_, group) =>
    Math.sqrt(Math.max(...projected.slice(group * codes, (group + 1) * codes).map((row) => dot(row, row)))),
  );
  const isFirst = firstOfEquals(books, config);
  const layers = createLayers(config, tensors, [...projected, ...energy]);
  const takenProducts = new Map<number, Float64Array>();

  /** Inner products of a code with all codes of the later groups. */
  function productsWith(code: number, next: number): Float64Array {
    const known = takenProducts.get(code) ?? multiply(books.subarray(next * length), codeAt(code));
    takenProducts.set(code, known);
    return known;
  }

  return (values) => {
    const { activation, products } = layers(values);
    const size = Math.sqrt(dot(activation, activation));
    let energyLeft = biasEnergy.constant;
    for (let index = 0; index < hidden; index += 1) {
      energyLeft += at(activation, index) * (at(products, count + index) + 2 * at(biasEnergy.linear, index));
    }
    const scores = firstScores(offsets, products);
    const chosen: number[] = [];
    for (let group = 0; group < groups; group += 1) {
      const next = (group + 1) * codes;
      const { nearest, lead } = findNearest(scores, isFirst, group * codes, next);
      const score = at(scores, nearest);
      const doubt = nearTie * (energyLeft + Math.abs(score)) + rounding * (largest[group] ?? 0) * size;
      if (!(lead > doubt)) return null;
      chosen.push(nearest - group * codes);
      energyLeft = Math.max(0, energyLeft + score);
      if (next < count) addTwice(scores, productsWith(nearest, next), next);
    }
    return chosen;
  };
}

// The loops below index without a helper: one that serves arrays of both precisions would make each read a case of two.

function firstScores(offsets: Float64Array, products: Float32Array): Float64Array {
  const scores = new Float64Array(offsets.length);
  for (let code = 0; code < scores.length; code += 1) {
    scores[code] = (offsets[code] as number) - 2 * (products[code] as number);
  }
  return scores;
}

/** What a chosen code takes from x brings the scores of the later groups nearer or farther. */
function addTwice(scores: Float64Array, taken: Float64Array, start: number): void {
  for (let index = 0; index < taken.length; index += 1) {
    scores[start + index] = (scores[start + index] as number) + 2 * (taken[index] as number);
  }
}

/** The code with the smallest score, and how far the second one is behind it. */
function findNearest(scores: Float64Array, isFirst: Uint8Array, start: number, end: number) {
  let nearest = start;
  let smallest = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  for (let code = start; code < end; code += 1) {
    const score = scores[code] as number;
    if (score >= second || isFirst[code] === 0) continue;
    if (score < smallest) {
      second = smallest;
      smallest = score;
      nearest = code;
    } else second = score;
  }
  return { nearest, lead: second - smallest };
}

interface Activations {
  /** Of the second hidden layer [128]. */
  readonly activation: Float32Array;
  /** Its products with the given rows. */
  readonly products: Float32Array;
}

/** The encoder up to its last layer, and the products of what it gives with further rows. */
function createLayers(
  { horizon, dimensions }: VqConfig,
  tensors: Tensors,
  rows: readonly Float64Array[],
): (values: Float32Array) => Activations {
  const size = horizon * dimensions;
  const [first, second, last] = createProducts([
    { rows: hidden, columns: size, data: takeTensor(tensors, 'encoder.encoder.0.weight', [hidden, size]) },
    {
      rows: hidden,
      columns: hidden,
      data: takeTensor(tensors, 'encoder.encoder.2.weight', [hidden, hidden]),
    },
    { rows: rows.length, columns: hidden, data: Float32Array.from(rows.flatMap((row) => [...row])) },
  ]) as [Product, Product, Product];
  const biases = ['encoder.encoder.0.bias', 'encoder.encoder.2.bias'].map((name) =>
    takeTensor(tensors, name, [hidden]),
  ) as [Float32Array, Float32Array];
  const rectified = (products: Float32Array, bias: Float32Array) =>
    products.map((product, index) => Math.max(0, product + at(bias, index)));
  return (values) => {
    const activation = rectified(second(rectified(first(values), biases[0])), biases[1]);
    return { activation, products: last(activation) };
  };
}

function joinBooks({ codes, groups, latentDimensions: length }: VqConfig, tensors: Tensors): Float32Array {
  const books = new Float32Array(groups * codes * length);
  for (let group = 0; group < groups; group += 1) {
    const name = `vq_embedding.layers.${group}._codebook.embed`;
    books.set(takeTensor(tensors, name, [1, codes, length]), group * codes * length);
  }
  return books;
}

/** 1 where no earlier code of the same book is equal. */
function firstOfEquals(
  books: Float32Array,
  { codes, groups, latentDimensions: length }: VqConfig,
): Uint8Array {
  const isEqual = (left: number, right: number) => {
    let index = 0;
    while (index < length && books[left * length + index] === books[right * length + index]) index += 1;
    return index === length;
  };
  return Uint8Array.from({ length: groups * codes }, (_, code) => {
    for (let earlier = code - (code % codes); earlier < code; earlier += 1)
      if (isEqual(earlier, code)) return 0;
    return 1;
  });
}

function transposed(matrix: Float32Array, columns: number): Float32Array {
  const rows = matrix.length / columns;
  return matrix.map((_, index) => at(matrix, (index % rows) * columns + Math.floor(index / rows)));
}

function dot(left: Float32Array | Float64Array, right: Float32Array | Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1) sum += at(left, index) * at(right, index);
  return sum;
}
