import { type ActionCodec, type AdapterOptions, InspireError, type VlaAdapter } from '@inspire-vla/adapter';
import { createMiniVlaAdapter } from './adapter.js';
import { createBinsCodec } from './bins-codec.js';

/** Entries of Qwen2.5's tokenizer, and of miniVLA's, which adds `<|extra_0..255|>`. */
const vocabularySizes = { bins: 151_643, 'bins-extra': 151_921 } as const;

/**
 * Makes the adapter from options as the command line gives them; `inspire --adapter minivla-vq` calls this.
 *
 * Without a codec, prompts can be laid out, but actions can be neither encoded nor decoded.
 *
 * @throws InspireError `CODEC_UNKNOWN` for a codec other than `bins` and `bins-extra`.
 */
export function createAdapter({ tokenizer, codec }: AdapterOptions): VlaAdapter {
  return createMiniVlaAdapter({ tokenizer, actions: codecOf(codec) });
}

function codecOf(name: string | undefined): ActionCodec {
  if (name === undefined) return missingCodec;
  if (name === 'bins' || name === 'bins-extra')
    return createBinsCodec({ id: name, vocabularySize: vocabularySizes[name] });
  throw new InspireError({
    code: 'CODEC_UNKNOWN',
    message: `miniVLA has no action codec ${name} here`,
    at: '--codec',
    fix: `use one of: ${Object.keys(vocabularySizes).join(', ')}; the VQ codecs are not here yet`,
  });
}

const missingCodec: ActionCodec = {
  id: 'none',
  shape: null,
  stop: { kind: 'length', length: 0 },
  encode: () => {
    throw new InspireError({
      code: 'CODEC_MISSING',
      message: 'actions were given, but no action codec',
      at: 'actions',
      fix: `give --codec, one of: ${Object.keys(vocabularySizes).join(', ')}`,
    });
  },
  decode: () => ({ ok: false, failure: { reason: 'no-codec', detail: 'no action codec was given' } }),
};
