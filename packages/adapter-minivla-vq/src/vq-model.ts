import { createNetwork } from './network.js';
import { createQuantizer, type Quantizer } from './quantizer.js';
import type { Tensors } from './safetensors.js';
import { createShortcut, type Shortcut } from './shortcut.js';
import { takeTensor } from './take-tensor.js';
import type { VqConfig } from './vq-config.js';

/** The residual VQ as a function between numbers and codes; what the reference rounds to float32 is rounded here. */
export interface VqModel {
  /** Codes [groups] of time-major actions [horizon × dimensions]. */
  encode(values: ArrayLike<number>): readonly number[];
  /** Time-major actions [horizon × dimensions] of codes [groups]. */
  decode(codes: readonly number[]): Float32Array;
}

/**
 * The encoder, the code books and the decoder of a VqVae.
 *
 * Source: jayLEE0301/vq_bet_official\@09d48512 vqvae/vqvae.py, vector_quantize_pytorch/residual_vq.py.
 *
 * @throws InspireError `VQ_WEIGHTS_INVALID` for a tensor that is missing or has another shape than the config says.
 */
export function createVqModel(config: VqConfig, tensors: Tensors): VqModel {
  const { latentDimensions } = config;
  const scale = Math.fround(config.actionScale);
  const decoder = createNetwork(
    tensors,
    'decoder',
    latentDimensions,
    config.horizon * config.dimensions,
    'fast',
  );
  const quantizers = createQuantizers(config, tensors);
  const encodeExactly = createExactEncoder(config, tensors, quantizers);
  // Made when first needed: it takes a moment, and decoding does without.
  let shortcut: Shortcut | null = null;

  return {
    encode(values) {
      const scaled = Float32Array.from(values, (value) => Math.fround(value) / scale);
      shortcut ??= createShortcut(config, tensors);
      return shortcut(scaled) ?? encodeExactly(scaled);
    },
    decode(chosen) {
      const latent = new Float32Array(latentDimensions);
      quantizers.forEach((quantizer, group) => {
        quantizer.add(latent, chosen[group] ?? 0, 1);
      });
      return decoder(latent).map((value) => value * scale);
    },
  };
}

/** The code books of all groups. */
export function createQuantizers(config: VqConfig, tensors: Tensors): readonly Quantizer[] {
  const { latentDimensions, codes, groups } = config;
  return Array.from({ length: groups }, (_, group) =>
    createQuantizer(
      takeTensor(tensors, `vq_embedding.layers.${group}._codebook.embed`, [1, codes, latentDimensions]),
      latentDimensions,
    ),
  );
}

/** Codes [groups] of scaled actions, step by step as the reference takes them. */
export function createExactEncoder(
  config: VqConfig,
  tensors: Tensors,
  quantizers: readonly Quantizer[],
): (values: Float32Array) => readonly number[] {
  const encoder = createNetwork(
    tensors,
    'encoder',
    config.horizon * config.dimensions,
    config.latentDimensions,
    'exact',
  );
  return (values) => {
    const residual = encoder(values);
    return quantizers.map((quantizer) => {
      const code = quantizer.nearest(residual);
      quantizer.add(residual, code, -1);
      return code;
    });
  };
}
