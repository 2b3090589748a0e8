import { InspireError } from '@inspire-vla/adapter';

/** The sizes of a residual VQ action codec. */
export interface VqConfig {
  /** Actions per chunk. */
  readonly horizon: number;
  /** Numbers per action. */
  readonly dimensions: number;
  /** Length of the latent vector and of every code. */
  readonly latentDimensions: number;
  /** Codes per group. */
  readonly codes: number;
  /** Groups of the residual quantizer: ids per chunk. */
  readonly groups: number;
  /** Actions are divided by this before encoding and multiplied after decoding. */
  readonly actionScale: number;
}

/**
 * Reads the sizes out of the reference's `config.json`; its other keys are about training.
 *
 * Source: jayLEE0301/vq_bet_official\@09d48512 vqvae/vqvae.py `VqVae.__init__`.
 *
 * @throws InspireError `VQ_CONFIG_INVALID` for a missing key or a value that is no size.
 *
 * @example
 * ```ts
 * import { parseVqConfig } from '@inspire-vla/adapter-minivla-vq';
 *
 * const json = '{"input_dim_h":8,"input_dim_w":7,"n_latent_dims":512,"vqvae_n_embed":128,"vqvae_groups":7}';
 * console.log(parseVqConfig(JSON.parse(json)).horizon); // 8
 * ```
 */
export function parseVqConfig(json: unknown): VqConfig {
  const values = (typeof json === 'object' && json !== null ? json : {}) as Partial<Record<string, unknown>>;
  const size = (key: string): number => {
    const value = values[key];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
    throw invalid(key, value, 'a positive integer');
  };
  const { act_scale: actionScale = 1 } = values;
  if (typeof actionScale !== 'number' || !Number.isFinite(actionScale) || actionScale <= 0) {
    throw invalid('act_scale', actionScale, 'a positive number');
  }
  return {
    horizon: size('input_dim_h'),
    dimensions: size('input_dim_w'),
    latentDimensions: size('n_latent_dims'),
    codes: size('vqvae_n_embed'),
    groups: size('vqvae_groups'),
    actionScale,
  };
}

function invalid(key: string, value: unknown, wanted: string): InspireError {
  return new InspireError({
    code: 'VQ_CONFIG_INVALID',
    message: `${key} is ${JSON.stringify(value) ?? 'missing'}, it must be ${wanted}`,
    at: key,
    fix: 'give the config.json that was written when the VQ was trained',
  });
}
