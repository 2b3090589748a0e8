import type { ActionChunk } from '../actions.js';
import type { AnswerSlot, Piece } from '../layout.js';
import type { Plan } from '../plan.js';
import type { FilledAnswers } from './fill-answers.js';
import type { AnswerResult } from './types.js';

/** The answers of a walk in the layout's order. */
export function readAnswers(
  plan: Plan,
  pieces: readonly Piece[],
  filled: FilledAnswers,
): readonly AnswerResult[] {
  return pieces.flatMap((piece, index) =>
    piece.kind === 'answer' ? [readOne(plan, piece, index, filled)] : [],
  );
}

function readOne(plan: Plan, slot: AnswerSlot, piece: number, filled: FilledAnswers): AnswerResult {
  const turn = plan.turns[slot.turn];
  const place = { turn: slot.turn, object: turn?.kind === 'question' ? turn.object : '' };
  const found = filled.record.read(piece);
  if (found === null) {
    return { ...place, answer: slot.answer ?? '', probability: 1, distribution: [], origin: 'forced' };
  }
  const isGuessed = filled.tried.has(piece) && !filled.failed.has(piece);
  return { ...place, ...found, origin: isGuessed ? 'guessed' : 'asked' };
}

/** The plan with what was filled. */
export function fillPlan(plan: Plan, answers: readonly AnswerResult[], actions: ActionChunk | null): Plan {
  const byTurn = new Map(answers.map(({ turn, answer }) => [turn, answer]));
  const turns = plan.turns.map((turn, index) => {
    if (turn.kind === 'question') return { ...turn, answer: byTurn.get(index) ?? turn.answer };
    return turn.kind === 'action' ? { ...turn, actions: turn.actions ?? actions } : turn;
  });
  return { ...plan, turns };
}
