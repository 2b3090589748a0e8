import {
  type ActionTurn,
  type CameraSpec,
  createCache,
  type FixedPiece,
  InspireError,
  type Piece,
  type Plan,
  type QuestionTurn,
  type Role,
  type Slot,
} from '@inspire-vla/adapter';
import type { ChatTokenizer, TextPart } from './chat-tokenizer.js';

/** The system turn of Qwen2.5's chat template. */
const systemText = 'You are Qwen, created by Alibaba Cloud. You are a helpful assistant.';

/**
 * Layouts by name: `chat` is the reference's; `no-system` leaves the system turn out, which says the same in every
 * sequence, so that small models trained from scratch need not carry its tokens.
 */
export const layoutVariants = ['chat', 'no-system'] as const;

/** Name of a layout. */
export type LayoutVariant = (typeof layoutVariants)[number];

/** A user turn and the slot that answers it. */
interface Exchange {
  readonly turn: number;
  readonly asked: readonly TextPart[];
  readonly slot: Slot;
}

/** What surrounds a slot, by whether it is the plan's last. */
interface FixedPieces {
  readonly before: readonly Piece[];
  readonly after: readonly Piece[];
  readonly afterLast: readonly Piece[];
}

/** User turns that are kept at most: the tasks and questions of a large dataset, a few megabytes. */
const cacheLimit = 4096;

/**
 * Walks a plan as Qwen2.5's chat: the system turn, then a user turn and an assistant turn per slot.
 *
 * Source: Koorye/Inspire\@c61328bc prismatic/models/backbones/llm/prompting/qwen_prompter.py.
 */
export function createLayout(
  tokenizer: ChatTokenizer,
  cameras: readonly CameraSpec[],
  variant: LayoutVariant,
): (plan: Plan) => readonly Piece[] {
  const { turnStart, turnEnd, textEnd, encode, encodeParts } = tokenizer;
  const newline = encode('\n');
  const assistantStart = [turnEnd, ...newline, turnStart, ...encode('assistant\n')];
  const kept = createCache<FixedPieces>(cacheLimit);

  const start: readonly Piece[] = [
    fixed('control', [turnStart]),
    // Prismatic puts the patch embeddings after the first token.
    ...cameras.map(({ name }): Piece => ({ kind: 'image', camera: name })),
    ...(variant === 'chat'
      ? [fixed('control', [...encode(`system\n${systemText}`), turnEnd, ...newline])]
      : []),
  ];

  function fixedPieces({ asked, turn }: Exchange): FixedPieces {
    const [head, ...texts] = encodeParts([{ role: 'control', text: 'user\n' }, ...asked]);
    return {
      before: [
        fixed('control', [turnStart, ...(head?.ids ?? [])], turn),
        ...texts.map(({ role, ids }) => fixed(role, ids, turn)),
        fixed('control', assistantStart, turn),
      ],
      after: [fixed('end', [turnEnd], turn), fixed('control', newline, turn)],
      // A finished conversation has the end of text in place of its last newline.
      afterLast: [fixed('end', [turnEnd, textEnd], turn)],
    };
  }

  return (plan) => {
    const pieces = [...start];
    const exchanges = exchangesOf(plan);
    exchanges.forEach((exchange, index) => {
      const { before, after, afterLast } = kept(nameOf(exchange), () => fixedPieces(exchange));
      pieces.push(...before, exchange.slot, ...(index === exchanges.length - 1 ? afterLast : after));
    });
    return pieces;
  };
}

/** What an exchange's fixed pieces depend on. */
function nameOf({ turn, asked }: Exchange): string {
  return asked.reduce((name, { role, text }) => `${name}\0${role}\0${text}`, String(turn));
}

function exchangesOf({ turns }: Plan): readonly Exchange[] {
  // As the reference's training data and its prompts have it.
  const task = turns.find((turn) => turn.kind === 'instruction')?.instruction.toLowerCase();
  if (task === undefined) throw unsupported('the plan has no instruction');
  const exchanges = turns.flatMap((turn, index) => {
    if (turn.kind === 'instruction') return [];
    if (turn.kind === 'action') return [actionExchange(turn, index, task)];
    const follows = turns[index - 1]?.kind === 'instruction';
    return [questionExchange(turn, index, follows ? task : null)];
  });
  if (exchanges.length === 0) throw unsupported('the plan has neither a question nor an action to answer');
  return exchanges;
}

/** The reference strips every message. */
function questionExchange(turn: QuestionTurn, index: number, task: string | null): Exchange {
  const question: TextPart = { role: 'question', text: turn.question.trim() };
  const before: readonly TextPart[] =
    task === null ? [] : [{ role: 'instruction', text: `${task.trim()}\n` }];
  return {
    turn: index,
    asked: [...before, question],
    slot: { kind: 'answer', turn: index, answer: turn.answer },
  };
}

function actionExchange(turn: ActionTurn, index: number, task: string): Exchange {
  return {
    turn: index,
    asked: [{ role: 'instruction', text: `What action should the robot take to ${task}?` }],
    slot: { kind: 'action', turn: index, actions: turn.actions },
  };
}

function fixed(role: Role, ids: readonly number[], turn?: number): FixedPiece {
  return turn === undefined ? { kind: 'fixed', role, ids } : { kind: 'fixed', role, ids, turn };
}

function unsupported(message: string): InspireError {
  return new InspireError({
    code: 'PLAN_UNSUPPORTED',
    message,
    at: 'turns',
    fix: 'give one instruction and at least one question or action turn',
  });
}
