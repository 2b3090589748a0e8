import type { VlaAdapter } from './adapter.js';
import { InspireError } from './errors.js';
import type { ImagePosition } from './images.js';
import type { Attention, EncodedPlan, Piece, Role, Slot, Span } from './layout.js';
import { piecesOf } from './pieces-of.js';
import type { Plan } from './plan.js';

/** A plan as tokens up to its first empty slot, which the model is to fill next. */
export interface EncodedPrompt extends EncodedPlan {
  /** The first empty slot, or null where the plan is full. */
  readonly slot: Slot | null;
}

/**
 * Encodes a fully filled plan: the training sequence.
 *
 * @throws InspireError `PLAN_INCOMPLETE` for an empty slot, `ANSWER_UNKNOWN` for an answer outside the vocabulary,
 * `ADAPTER_SHAPE` for a layout that is no list, and what the adapter's layout and action codec throw.
 *
 * @example
 * ```ts
 * import { encodePlan, type VlaAdapter } from '@inspire-vla/adapter';
 *
 * export function trainingLength(adapter: VlaAdapter): number {
 *   return encodePlan(adapter, adapter.example()).ids.length;
 * }
 * ```
 */
export function encodePlan(adapter: VlaAdapter, plan: Plan): EncodedPlan {
  const { slot, ...encoded } = encodePrompt(adapter, plan);
  if (slot !== null) {
    throw new InspireError({
      code: 'PLAN_INCOMPLETE',
      message: `the ${slot.kind} slot of turn ${slot.turn} is empty`,
      at: `turns[${slot.turn}]`,
      fix: 'fill every answer and action, or use encodePrompt for inference',
    });
  }
  return encoded;
}

/**
 * Encodes a plan up to its first empty slot: the inference prompt.
 *
 * It walks the same layout as {@link encodePlan}, so both give the same ids for the same content.
 *
 * @throws InspireError as {@link encodePlan}, except for empty slots.
 */
export function encodePrompt(adapter: VlaAdapter, plan: Plan): EncodedPrompt {
  const ids: number[] = [];
  const spans: Span[] = [];
  const images: ImagePosition[] = [];
  for (const piece of piecesOf(adapter, plan)) {
    if (piece.kind === 'image') {
      images.push({ camera: piece.camera, position: ids.length });
      continue;
    }
    const filled = pieceIds(adapter, plan, piece);
    if (filled === null) return { ids, spans, images, slot: piece as Slot };
    if (filled.length === 0) continue;
    spans.push(spanOf(piece, ids.length, filled.length));
    for (const id of filled) ids.push(id);
  }
  return { ids, spans, images, slot: null };
}

type TokenPiece = Exclude<Piece, { kind: 'image' }>;

function pieceIds(adapter: VlaAdapter, plan: Plan, piece: TokenPiece): readonly number[] | null {
  if (piece.kind === 'fixed') return piece.ids;
  if (piece.kind === 'action') return piece.actions === null ? null : adapter.actions.encode(piece.actions);
  return piece.answer === null ? null : answerIds(adapter, plan, piece.answer, piece.turn);
}

function answerIds(adapter: VlaAdapter, plan: Plan, answer: string, turn: number): readonly number[] {
  const choices = adapter.answerChoices(plan.vocabulary);
  // By name, as at inference: an adapter may list them in an order of its own. One that names them wrongly is for the
  // conformance kit to tell.
  const choice =
    choices.find((known) => known.answer === answer) ?? choices[plan.vocabulary.answers.indexOf(answer)];
  if (choice === undefined) throw unknownAnswer(plan, answer, turn);
  return choice.ids;
}

function unknownAnswer(plan: Plan, answer: string, turn: number): InspireError {
  const { formulation, words, answers } = plan.vocabulary;
  const listed = answers.length > 12 ? `${answers.slice(0, 12).join(', ')}, …` : answers.join(', ');
  return new InspireError({
    code: 'ANSWER_UNKNOWN',
    message: `"${answer}" is no answer of ${formulation} in the word set ${words}`,
    at: `turns[${turn}].answer`,
    fix: `use one of: ${listed}`,
  });
}

function spanOf(piece: TokenPiece, start: number, length: number): Span {
  const role: Role = piece.kind === 'fixed' ? piece.role : piece.kind;
  const attention: Attention = piece.kind === 'fixed' ? (piece.attention ?? 'causal') : 'causal';
  const end = start + length;
  const { turn } = piece;
  return turn === undefined ? { role, attention, start, end } : { role, attention, start, end, turn };
}
