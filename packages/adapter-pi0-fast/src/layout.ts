import {
  type Attention,
  type CameraSpec,
  createCache,
  directions,
  type FixedPiece,
  InspireError,
  orderOf,
  type Piece,
  type Plan,
  type QuestionTurn,
  type Role,
} from '@inspire-vla/adapter';
import { answerEnd, answerKey } from './answer-choices.js';
import { createPrefixEncoder } from './prefix.js';
import type { TextTokenizer } from './text-tokenizer.js';
import { type LayoutVariant, variantRules } from './variants.js';

/** Options of {@link createLayout}. */
export interface LayoutOptions {
  readonly tokenizer: TextTokenizer;
  readonly cameras: readonly CameraSpec[];
  readonly variant: LayoutVariant;
}

/** The layout, and the ids that end an action. */
export interface Layout {
  readonly actionEnd: readonly number[];
  layout(plan: Plan): readonly Piece[];
}

/** Questions that are kept at most: those of a large dataset, a few megabytes. */
const cacheLimit = 4096;

/**
 * Walks a plan as PaliGemma's text: task and state on a line, each question with its answer on a line, the action.
 *
 * Task and state are a bidirectional block, all else is causal. Source: Koorye/Inspire-FAST\@43e8f4c2
 * src/openpi/models/tokenizer.py `FASTVQATokenizer` (instruct-first) and `FASTVQATokenizerV2` (vqa-first).
 */
export function createLayout({ tokenizer, cameras, variant }: LayoutOptions): Layout {
  const { start, end, encode, encodeTwo } = tokenizer;
  const { cleaned, beginsAction, endsText } = variantRules[variant];
  const prefixOf = createPrefixEncoder(tokenizer, cleaned);
  const questions = createCache<readonly number[]>(cacheLimit);
  // After a word: after a colon the semicolon would merge with it.
  const lineEnd = encodeTwo(`${answerKey} ${directions[0]}`, answerEnd)[1];
  const actionKey = encode('Action: ');
  const actionEnd = [...encode('|'), ...(endsText ? [end] : [])];
  const images = cameras.map(({ name }): Piece => ({ kind: 'image', camera: name, attention: 'block' }));

  function prefixPieces({ state: numbers }: Plan, instruction: string, turn: number): readonly Piece[] {
    const prefix = prefixOf(instruction, numbers);
    return [
      fixed('instruction', prefix.instruction, turn, 'block'),
      fixed('state', prefix.state, turn, 'block'),
      fixed('control', prefix.end, turn, 'block'),
    ];
  }

  function questionPieces({ question, answer }: QuestionTurn, turn: number): readonly Piece[] {
    const ids = questions(question, () => encode(`Question: ${question} ${answerKey}`));
    return [
      fixed('question', ids, turn),
      { kind: 'answer', turn, answer },
      // The reference trains no end of an answer.
      fixed('control', lineEnd, turn),
    ];
  }

  function turnPieces(plan: Plan, turn: Plan['turns'][number], index: number): readonly Piece[] {
    if (turn.kind === 'instruction') return prefixPieces(plan, turn.instruction, index);
    if (turn.kind === 'question') return questionPieces(turn, index);
    return [
      // Causal, as LeRobot trains it; when LeRobot itself acts, its prefix sees this token as well.
      ...(beginsAction ? [fixed('control', [start], index)] : []),
      fixed('action', actionKey, index),
      { kind: 'action', turn: index, actions: turn.actions },
      fixed('end', actionEnd, index),
    ];
  }

  return {
    actionEnd,
    layout(plan) {
      checkPlan(plan);
      // The first token belongs to what follows it: the task's block, or the questions' causal steps.
      const attention = orderOf(plan) === 'vqa-first' ? 'causal' : 'block';
      return [
        ...images,
        { kind: 'fixed', role: 'control', ids: [start], attention },
        ...plan.turns.flatMap((turn, index) => turnPieces(plan, turn, index)),
      ];
    },
  };
}

function checkPlan({ turns }: Plan): void {
  if (turns.filter(({ kind }) => kind === 'instruction').length === 1) return;
  throw new InspireError({
    code: 'PLAN_UNSUPPORTED',
    message: 'the plan has no instruction, or several',
    at: 'turns',
    fix: 'give exactly one instruction turn',
  });
}

function fixed(
  role: Role,
  ids: readonly number[],
  turn: number,
  attention: Attention = 'causal',
): FixedPiece {
  return { kind: 'fixed', role, ids, turn, attention };
}
