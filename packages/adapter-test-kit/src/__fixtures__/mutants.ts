import {
  type ActionCodec,
  type ActionDecoding,
  type ActionTurn,
  type AnswerChoice,
  createAnswerVocabulary,
  type ImageSpec,
  InspireError,
  type InstructionTurn,
  type Piece,
  type Plan,
  type QuestionTurn,
  type VlaAdapter,
} from '@inspire-vla/adapter';
import { createHealthyAdapter, text, tokenizer } from './healthy-adapter.js';

/** An adapter with one fault, and the one check that must notice it. */
export interface Mutant {
  readonly check: string;
  readonly fault: string;
  readonly create: () => VlaAdapter;
}

const healthy = createHealthyAdapter();

function mutant(check: string, fault: string, change: (adapter: VlaAdapter) => Partial<VlaAdapter>): Mutant {
  const create = () => {
    const adapter = createHealthyAdapter();
    return { ...adapter, ...change(adapter) };
  };
  return { check, fault, create };
}

function withPieces(check: string, fault: string, change: (piece: Piece, plan: Plan) => readonly Piece[]): Mutant {
  return mutant(check, fault, () => ({
    layout: (plan) => healthy.layout(plan).flatMap((piece) => change(piece, plan)),
  }));
}

function withChoices(
  check: string,
  fault: string,
  change: (choice: AnswerChoice, index: number, all: readonly AnswerChoice[]) => AnswerChoice,
): Mutant {
  return mutant(check, fault, () => ({
    answerChoices: (vocabulary) => healthy.answerChoices(vocabulary).map(change),
  }));
}

function withCodec(check: string, fault: string, change: (codec: ActionCodec) => Partial<ActionCodec>): Mutant {
  return mutant(check, fault, ({ actions }) => ({ actions: { ...actions, ...change(actions) } }));
}

function withDecoding(
  check: string,
  fault: string,
  change: (decoding: ActionDecoding, ids: readonly number[]) => ActionDecoding,
): Mutant {
  return withCodec(check, fault, (codec) => ({ decode: (ids) => change(codec.decode(ids), ids) }));
}

const refuse = (message: string) => new InspireError({ code: 'PLAN_UNSUPPORTED', message });
const isQuestion = (plan: Plan, turn: number | undefined) => plan.turns[turn ?? -1]?.kind === 'question';
const isActing = ({ turns }: Plan) => turns.some((turn) => turn.kind === 'action' && turn.actions !== null);
const hasQuestions = ({ turns }: Plan) => turns.some(({ kind }) => kind === 'question');
const [asked, told, acted] = healthy.example().turns as [QuestionTurn, InstructionTurn, ActionTurn];
const near = createAnswerVocabulary({ formulation: 'proximity' });
const examples: readonly Plan[] = [
  healthy.example(),
  { ...healthy.example(), turns: [told, asked, acted] },
  { ...healthy.example(), vocabulary: near, turns: [{ ...asked, answer: 'near' }, told, acted] },
];
const zeros = [
  [0, 0, 0],
  [0, 0, 0],
];

function refusing(check: string, isRefused: (plan: Plan) => boolean): Mutant {
  return mutant(check, 'refuses such plans', () => ({
    layout: (plan) => {
      if (isRefused(plan)) throw refuse('not this one');
      return healthy.layout(plan);
    },
    // Its example is one that it does not refuse.
    example: () => examples.find((plan) => !isRefused(plan)) ?? healthy.example(),
  }));
}

function withExample(fault: string, change: (plan: Plan) => Plan): Mutant {
  return mutant('example-valid', fault, () => ({ example: () => change(healthy.example()) }));
}

let made = 0;

/** Every check has at least one mutant. */
export const mutants: readonly Mutant[] = [
  mutant('contract-members', 'has no name', () => ({ id: '' })),
  mutant('contract-members', 'pads with no id', () => ({ paddingId: -1 })),
  mutant('contract-members', 'knows another contract', () => ({ specificationVersion: 2 as unknown as 1 })),
  mutant('contract-members', 'divides pictures by zero', ({ images }) => ({
    images: { ...images, standardDeviation: [1, 0, 1] },
  })),
  mutant('contract-members', 'brings pictures to size by a rule of its own', ({ images }) => ({
    images: { ...images, resize: 'letterbox' as 'pad' },
  })),
  mutant('contract-members', 'normalises one channel only', ({ images }) => ({
    images: { ...images, mean: [0.5] as unknown as ImageSpec['mean'] },
  })),
  mutant('contract-members', 'misspells how it is trained', () => ({
    training: { normalization: 'q99' as 'quantile', gripper: 'as-recorded', beyondEnd: 'repeat', horizon: 2 },
  })),
  mutant('images-once', 'forgets the wrist camera', () => ({
    layout: (plan) => healthy.layout(plan).filter((piece) => piece.kind !== 'image' || piece.camera !== 'wrist'),
  })),
  withPieces('images-once', 'gives every camera twice', (piece) => (piece.kind === 'image' ? [piece, piece] : [piece])),
  withExample('leaves the answer open', (plan) => ({
    ...plan,
    turns: plan.turns.map((turn) => (turn.kind === 'question' ? { ...turn, answer: null } : turn)),
  })),
  withExample('asks nothing', (plan) => ({ ...plan, turns: plan.turns.slice(1) })),
  withExample('answers outside the vocabulary', (plan) => ({
    ...plan,
    turns: plan.turns.map((turn) => (turn.kind === 'question' ? { ...turn, answer: 'sideways' } : turn)),
  })),

  withPieces('spans-cover', 'writes an id that its tokenizer does not have', (piece) =>
    piece.kind === 'fixed' && piece.role === 'question' ? [{ ...piece, ids: [...piece.ids, Number.NaN] }] : [piece],
  ),
  withPieces('spans-cover', 'names a turn that the plan does not have', (piece, { turns }) =>
    piece.kind === 'fixed' && piece.role === 'end' ? [{ ...piece, turn: turns.length }] : [piece],
  ),
  withPieces('spans-cover', 'invents a role', (piece) =>
    piece.kind === 'fixed' && piece.role === 'control' ? [{ ...piece, role: 'prompt' as 'control' }] : [piece],
  ),
  withPieces('slots-once', 'asks for each answer twice', (piece) =>
    piece.kind === 'answer' ? [piece, text('control', '\n'), piece] : [piece],
  ),
  withPieces('slots-once', 'numbers questions and not turns', (piece, { turns }) =>
    piece.kind === 'answer' && turns[0]?.kind === 'instruction' ? [{ ...piece, turn: piece.turn - 1 }] : [piece],
  ),
  withPieces('slots-once', 'ends each turn in the name of the one before', (piece) =>
    piece.kind === 'fixed' && piece.role === 'end' && piece.turn !== undefined
      ? [{ ...piece, turn: Math.max(0, piece.turn - 1) }]
      : [piece],
  ),
  withPieces('texts-present', 'cuts the instruction', (piece) =>
    piece.kind === 'fixed' && piece.role === 'instruction' ? [{ ...piece, ids: piece.ids.slice(0, 10) }] : [piece],
  ),
  withPieces('texts-present', 'forgets what is asked', (piece, plan) =>
    piece.kind === 'fixed' && piece.role === 'question' && isQuestion(plan, piece.turn)
      ? [text('question', 'Where is it?', piece.turn)]
      : [piece],
  ),
  withPieces('loss-on-slots-only', 'learns the question as part of the answer', (piece) =>
    piece.kind === 'fixed' && piece.role === 'question' ? [{ ...piece, role: 'answer' }] : [piece],
  ),
  withPieces('loss-on-slots-only', 'learns the instruction', (piece) =>
    piece.kind === 'fixed' && piece.role === 'instruction' ? [{ ...piece, role: 'end' }] : [piece],
  ),
  withPieces('loss-on-slots-only', 'learns direction words wherever they stand', (piece) => {
    if (piece.kind !== 'fixed' || piece.role !== 'question') return [piece];
    const word = tokenizer.encode(' left');
    return piece.ids.map((id) => ({ ...piece, ids: [id], role: word.includes(id) ? 'answer' : 'question' }));
  }),
  withPieces('loss-on-slots-only', 'learns how every sequence begins', (piece) =>
    piece.kind === 'fixed' && piece.role === 'control' && piece.attention === 'block'
      ? [{ ...piece, role: 'end' }]
      : [piece],
  ),
  withPieces('loss-on-slots-only', 'learns that an action is asked for as an end', (piece) =>
    piece.kind === 'fixed' && piece.role === 'control' && piece.turn !== undefined
      ? [text('control', ':', piece.turn), { ...piece, role: 'end' }]
      : [piece],
  ),
  withPieces('loss-on-slots-only', 'learns the words before an answer with it', (piece) =>
    piece.kind === 'answer' ? [text('answer', '\nAnswer:', piece.turn), piece] : [piece],
  ),
  withPieces('loss-on-slots-only', 'learns the state', (piece) =>
    piece.kind === 'fixed' && piece.role === 'state' ? [{ ...piece, role: 'end' }] : [piece],
  ),
  withPieces('attention-slots-causal', 'puts nothing between an answer and the block of its end', (piece) =>
    piece.kind === 'fixed' && piece.role === 'end'
      ? [text('control', '', piece.turn), { ...piece, attention: 'block' }]
      : [piece],
  ),
  withPieces('attention-slots-causal', 'lets answers see their end', (piece) =>
    piece.kind === 'fixed' && piece.role === 'end' ? [{ ...piece, attention: 'block' }] : [piece],
  ),
  withPieces('attention-pictures-block', 'forgets that its pictures are of the block behind them', (piece) =>
    piece.kind === 'image' ? [{ kind: 'image', camera: piece.camera }] : [piece],
  ),
  withPieces('attention-pictures-block', 'lets its second picture go on with the first, which is causal', (piece) =>
    piece.kind === 'image' && piece.camera === 'primary' ? [{ ...piece, attention: 'causal' }] : [piece],
  ),

  withChoices('answers-decode', 'mixes left and right up', (choice, _, all) => {
    const other = { left: 'right', right: 'left' }[choice.answer];
    return { ...choice, ids: all.find(({ answer }) => answer === other)?.ids ?? choice.ids };
  }),
  withChoices('answers-several-tokens', 'takes the first token of grasped for the whole', (choice) =>
    choice.answer === 'grasped' ? { ...choice, ids: choice.ids.slice(0, 1) } : choice,
  ),
  withChoices('answers-differ', 'gives one choice twice', (choice, index, all) =>
    index === 1 ? (all[0] ?? choice) : choice,
  ),

  mutant('streams-equal', 'ends the prompt in a space that training does not have', () => ({
    layout: (plan) =>
      healthy.layout(plan).flatMap((piece) => {
        const isOpen = piece.kind === 'answer' && piece.answer === null;
        return isOpen ? [text('control', ' ', piece.turn), piece] : [piece];
      }),
  })),
  mutant('streams-equal', 'tells training in advance how many actions come', () => ({
    layout: (plan) => {
      const { actions } = plan.turns.find((turn) => turn.kind === 'action') ?? { actions: null };
      return [text('control', `${actions?.length ?? ''}`), ...healthy.layout(plan)];
    },
  })),
  mutant('streams-equal', 'trains on the answers of all objects before the first question', () => ({
    layout: (plan) => {
      const said = plan.turns.flatMap((turn) => (turn.kind === 'question' && turn.answer ? [turn.answer] : []));
      return [text('control', said.join(' ')), ...healthy.layout(plan)];
    },
  })),

  withPieces('streams-equal', 'lets the task see itself in training only', (piece, plan) =>
    piece.kind === 'fixed' && piece.role === 'instruction' && isActing(plan)
      ? [{ ...piece, attention: 'block' }]
      : [piece],
  ),
  mutant('streams-equal', 'puts the pictures elsewhere at inference', () => ({
    layout: (plan) => {
      const pieces = healthy.layout(plan);
      const isImage = ({ kind }: Piece) => kind === 'image';
      return isActing(plan)
        ? pieces
        : [...pieces.slice(2, 3), ...pieces.filter(isImage), ...pieces.slice(3)];
    },
  })),
  mutant('streams-equal', 'lets one of its pictures be of a block, and the other not', () => ({
    layout: (plan) => {
      const [primary, wrist, first, ...rest] = healthy.layout(plan);
      if (primary === undefined || wrist?.kind !== 'image' || first === undefined) return [];
      return [primary, { ...wrist, attention: 'causal' }, { ...first, attention: 'causal' } as Piece, ...rest];
    },
  })),

  withDecoding('actions-round-trip', 'decodes to half the action', (decoding) =>
    decoding.ok ? { ok: true, actions: decoding.actions.map((action) => action.map((value) => value / 2)) } : decoding,
  ),
  withDecoding('actions-round-trip', 'mixes time and dimension up', (decoding) => {
    const [first, second] = decoding.ok ? decoding.actions : [];
    return first === undefined || second === undefined ? decoding : { ok: true, actions: [second, first] };
  }),
  withCodec('actions-refuse', 'encodes NaN as the middle', ({ encode }) => ({
    encode: (actions) => encode(actions.map((action) => action.map((value) => (Number.isNaN(value) ? 0 : value)))),
  })),
  withCodec('actions-refuse', 'cuts chunks that are too long', ({ encode }) => ({
    encode: (actions) => encode(actions.slice(0, 2)),
  })),
  withCodec('actions-refuse', 'encodes infinity as the end of the range', ({ encode }) => ({
    encode: (actions) =>
      encode(actions.map((action) => action.map((value) => (value === Number.POSITIVE_INFINITY ? 1 : value)))),
  })),
  withCodec('actions-refuse', 'fills short chunks up with rest', ({ encode }) => ({
    encode: (actions) => encode(actions.length === 1 ? [...actions, [0, 0, 0]] : actions),
  })),
  withCodec('actions-refuse', 'only counts the numbers', ({ encode }) => ({
    encode: (actions) => {
      const values = actions.flat();
      return encode(actions.length === 2 && values.length === 6 ? [values.slice(0, 3), values.slice(3)] : actions);
    },
  })),
  withCodec('actions-beyond', 'writes numbers beyond the range in ids that are no action', ({ encode, decode }) => ({
    encode: (actions) => {
      const first = encode(zeros)[0] ?? 0;
      return encode(actions).map((id, index) => {
        const value = actions.flat()[index] ?? 0;
        return Math.abs(value) <= 1 ? id : first + Math.round(value * 100);
      });
    },
    decode,
  })),
  withPieces('actions-stop', 'never learns to say the end', (piece) =>
    piece.kind === 'fixed' && piece.role === 'end' ? [{ ...piece, role: 'control' }] : [piece],
  ),
  withCodec('actions-stop', 'stops one id early', () => ({ stop: { kind: 'length', length: 5 } })),
  withCodec('actions-stop', 'waits for an id that never comes', ({ stop }) => ({
    stop: stop.kind === 'token' ? { ...stop, ids: [3] } : stop,
  })),
  withDecoding('actions-malformed', 'gives zeros instead of a failure', (decoding) =>
    decoding.ok ? decoding : { ok: true, actions: zeros },
  ),
  withDecoding('actions-malformed', 'gives zeros for foreign ids only', (decoding) =>
    !decoding.ok && decoding.failure.reason === 'foreign-token' ? { ok: true, actions: zeros } : decoding,
  ),
  withCodec('actions-malformed', 'takes foreign ids for the nearest action', ({ encode, decode }) => ({
    decode: (ids) => {
      const [low = 0, high = 0] = [-1, 1].map((value) => encode(zeros.map((row) => row.map(() => value)))[0]);
      const isIds = ids.every((id) => Number.isInteger(id) && id >= 0 && id < 2 ** 31);
      return decode(isIds ? ids.map((id) => Math.max(low, Math.min(high, id))) : ids);
    },
  })),
  withDecoding('actions-malformed', 'gives NaN', (decoding) =>
    decoding.ok ? decoding : { ok: true, actions: zeros.map((action) => action.map(() => Number.NaN)) },
  ),
  withDecoding('actions-malformed', 'reads what there is', (decoding, ids) =>
    decoding.ok ? decoding : { ok: true, actions: [ids.map(() => 0.1)] },
  ),
  withDecoding('actions-malformed', 'fails without a reason', (decoding) =>
    decoding.ok ? decoding : { ok: false, failure: { reason: '', detail: '' } },
  ),
  withDecoding('actions-malformed', 'throws', (decoding) => {
    if (!decoding.ok) throw new TypeError('undefined is not iterable');
    return decoding;
  }),

  mutant('inputs-unchanged', 'keeps a note on the plan', () => ({
    layout: (plan) => {
      Object.assign(plan, { seen: true });
      return healthy.layout(plan);
    },
  })),
  withCodec('inputs-unchanged', 'clips the chunk in place', ({ encode }) => ({
    encode: (actions) => {
      for (const action of actions as number[][]) {
        action.forEach((value, index) => {
          action[index] = Math.round(value * 100) / 100;
        });
      }
      return encode(actions);
    },
  })),
  mutant('deterministic', 'numbers its adapters in the sequence', () => {
    made += 1;
    const number = text('control', String(made));
    return { layout: (plan) => [number, ...healthy.layout(plan)] };
  }),
  mutant('deterministic', 'shows another example every time', () => ({
    example: () => {
      const plan = healthy.example();
      return { ...plan, state: [Math.random(), Math.random()] };
    },
  })),

  refusing('vqa-first', ({ turns }) => turns[0]?.kind === 'question'),
  refusing('instruct-first', (plan) => plan.turns[0]?.kind === 'instruction' && hasQuestions(plan)),
  mutant('instruct-first', 'puts the questions first all the same', () => ({
    layout: (plan) => {
      const pieces = healthy.layout(plan);
      const isTask = (piece: Piece) => piece.kind === 'fixed' && piece.role === 'instruction';
      const action = pieces.findIndex((piece) => piece.kind === 'action') - 1;
      return [
        ...pieces.slice(0, action).filter((piece) => !isTask(piece)),
        ...pieces.filter(isTask),
        ...pieces.slice(action),
      ];
    },
  })),
  refusing('direction-1d', ({ vocabulary }) => vocabulary.formulation === 'direction-1d'),
  refusing('direction-3d', ({ vocabulary }) => vocabulary.formulation === 'direction-3d'),
  refusing('proximity', ({ vocabulary }) => vocabulary.formulation === 'proximity'),
  refusing('location-3d', ({ vocabulary }) => vocabulary.formulation === 'location-3d'),
  refusing('distance', ({ vocabulary }) => vocabulary.formulation === 'distance'),
  refusing('no-questions', (plan) => !hasQuestions(plan)),
  mutant('state', 'does not look at the state', () => ({
    layout: (plan) => healthy.layout({ ...plan, state: null }),
  })),
  mutant('state', 'cannot do without', () => ({
    layout: (plan) => {
      if (plan.state === null) throw new TypeError('Cannot read properties of null');
      return healthy.layout(plan);
    },
  })),
  mutant('state', 'writes NaN as zero', () => ({
    layout: (plan) =>
      healthy.layout({ ...plan, state: plan.state?.map((value) => (Number.isNaN(value) ? 0 : value)) ?? null }),
  })),
  mutant('state', 'looks at the first number only', () => ({
    layout: (plan) => healthy.layout({ ...plan, state: plan.state?.slice(0, 1) ?? null }),
  })),
  withPieces('token-boundaries', 'cuts its questions in the midst of a token', (piece, plan) => {
    if (piece.kind !== 'fixed' || !isQuestion(plan, piece.turn) || piece.role !== 'question') return [piece];
    const words = tokenizer.decode(piece.ids);
    return [words.slice(0, 4), words.slice(4)].map((part) => text('question', part, piece.turn));
  }),
  withChoices('token-boundaries', 'spells its answers in bytes', ({ answer }) => ({
    answer,
    ids: [...new TextEncoder().encode(` ${answer}`)],
  })),
  mutant('reference-loss-mask', 'masks one id too few', () => ({
    referenceLossMask: ({ ids }) => new Uint8Array(ids.length - 1),
  })),
  {
    check: 'reference-loss-mask',
    fault: 'has none',
    create: () => {
      const { referenceLossMask: _, ...adapter } = createHealthyAdapter();
      return adapter;
    },
  },
];
