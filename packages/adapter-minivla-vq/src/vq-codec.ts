import type { ActionCodec, ActionDecoding } from '@inspire-vla/adapter';
import { chunkOf, failure, flattenChunk, lengthFailure } from './chunk.js';
import type { Tensors } from './safetensors.js';
import type { VqConfig } from './vq-config.js';
import { createVqModel } from './vq-model.js';

/** Options of {@link createVqCodec}. */
export interface VqCodecOptions {
  /** Name as given on the command line. */
  readonly id: string;
  /** Ids end here: code c is id `vocabularySize` − 1 − c. 151,643 for `vq`, 151,921 for `vq-extra`. */
  readonly vocabularySize: number;
  /** From {@link parseVqConfig}. */
  readonly config: VqConfig;
  /** From {@link parseSafetensors}, by the names of the reference's checkpoint. */
  readonly weights: Tensors;
  /** An id that is no code: a failure (default), or the nearest code, as the reference takes it. */
  readonly foreignIds?: 'fail' | 'clip';
}

/**
 * The residual VQ of VQ-BeT: a whole chunk becomes one id per group.
 *
 * Source: Koorye/Inspire\@c61328bc prismatic/vla/action_tokenizer.py `VQActionTokenizer`. The reference's decoder
 * returns only as many actions as an action has numbers; here the whole chunk is returned.
 *
 * @throws InspireError `VQ_WEIGHTS_INVALID` for weights that do not fit the config.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { createVqCodec, parseSafetensors, parseVqConfig } from '@inspire-vla/adapter-minivla-vq';
 *
 * export async function loadVq(folder: string) {
 *   return createVqCodec({
 *     id: 'vq-extra',
 *     vocabularySize: 151_921,
 *     config: parseVqConfig(JSON.parse(await readFile(`${folder}/config.json`, 'utf8'))),
 *     weights: parseSafetensors(await readFile(`${folder}/model.safetensors`)),
 *   });
 * }
 * ```
 */
export function createVqCodec(options: VqCodecOptions): ActionCodec {
  const { id, vocabularySize, config, weights, foreignIds = 'fail' } = options;
  const model = createVqModel(config, weights);
  const shape = { horizon: config.horizon, dimensions: config.dimensions };
  const isCode = (code: number) => Number.isInteger(code) && code >= 0 && code < config.codes;
  return {
    id,
    shape,
    stop: { kind: 'length', length: config.groups },
    encode: (actions) =>
      Array.from(model.encode(flattenChunk(actions, shape)), (code) => vocabularySize - 1 - code),
    decode(ids): ActionDecoding {
      const wrong = lengthFailure(ids, config.groups);
      if (wrong !== null) return wrong;
      const codes = ids.map((token) => vocabularySize - 1 - token);
      const foreign = codes.findIndex((code) =>
        foreignIds === 'clip' ? !Number.isInteger(code) : !isCode(code),
      );
      if (foreign >= 0)
        return failure('foreign-token', `id ${ids[foreign]} at position ${foreign} is no action token`);
      const clipped = codes.map((code) => Math.max(0, Math.min(config.codes - 1, code)));
      return { ok: true, actions: chunkOf(model.decode(clipped), shape) };
    },
  };
}
