import type { Tensor, Tensors, VqConfig } from '../index.js';

/** Weights of the right shapes from a fixed seed; a speed test needs no training. */
export function randomWeights(config: VqConfig): Tensors {
  const size = config.horizon * config.dimensions;
  const hidden = 128;
  const random = createRandom(1);
  const tensor = (shape: readonly number[], range: number): Tensor => ({
    shape,
    data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => (random() * 2 - 1) * range),
  });
  const network = (name: string, input: number, output: number): [string, Tensor][] =>
    [
      [`${name}.encoder.0`, input, hidden] as const,
      [`${name}.encoder.2`, hidden, hidden] as const,
      [`${name}.fc`, hidden, output] as const,
    ].flatMap(([layer, from, to]): [string, Tensor][] => [
      [`${layer}.weight`, tensor([to, from], (6 / from) ** 0.5)],
      [`${layer}.bias`, tensor([to], 0.1)],
    ]);
  const books = Array.from({ length: config.groups }, (_, group): [string, Tensor] => [
    `vq_embedding.layers.${group}._codebook.embed`,
    tensor([1, config.codes, config.latentDimensions], 0.7 ** group),
  ]);
  return new Map([
    ...network('encoder', size, config.latentDimensions),
    ...network('decoder', config.latentDimensions, size),
    ...books,
  ]);
}

/** Numbers in 0..1 (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
