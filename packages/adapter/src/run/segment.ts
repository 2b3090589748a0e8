import type { ImagePosition } from '../images.js';
import type { Attention, Piece } from '../layout.js';
import type { AnswerNode } from './answer-trie.js';

/** Where the walk through a layout stands. */
export interface Cursor {
  /** Index of the piece that comes next. */
  readonly piece: number;
  /** Ids of the answer at `piece` that are already chosen. */
  readonly path: readonly number[];
}

/** A place of an answer where the model's logits decide. */
export interface Decision {
  /** Index into the segment's ids: the logits after this id decide. */
  readonly row: number;
  readonly cursor: Cursor;
  /** What may follow. */
  readonly node: AnswerNode;
  /** The id that the segment goes on with, or null where it ends here. */
  readonly guess: number | null;
}

/** An answer that is complete, if the first `decisions` decisions of the segment hold. */
export interface CompletedAnswer {
  readonly piece: number;
  readonly answer: string;
  readonly decisions: number;
}

/** Token ids that can be sent together. */
export interface Segment {
  readonly ids: readonly number[];
  readonly attentions: readonly Attention[];
  readonly images: readonly ImagePosition[];
  readonly decisions: readonly Decision[];
  readonly completed: readonly CompletedAnswer[];
  /** Where the walk stands if all decisions hold. */
  readonly end: Cursor;
}

/** What a segment is made from. */
export interface SegmentInput {
  readonly pieces: readonly Piece[];
  readonly trie: AnswerNode;
  /** Ids of an answer of the vocabulary. */
  readonly idsOf: (answer: string) => readonly number[];
  /** The guessed answer of the slot at a piece, or null. */
  readonly guessOf: (piece: number) => string | null;
  readonly from: Cursor;
  /** The id chosen last, which the model has not seen; null at the beginning. */
  readonly chosen: number | null;
}

/** Gathers ids from the cursor to the next place that neither plan nor guess decides. */
export function createSegment(input: SegmentInput): Segment {
  const { pieces, from, chosen } = input;
  const draft = createDraft();
  if (chosen !== null) draft.push([chosen], 'causal');
  let cursor = from;
  while (cursor.piece < pieces.length) {
    const piece = pieces[cursor.piece];
    if (piece?.kind === 'image') draft.addImage(piece.camera);
    else if (piece?.kind === 'fixed') draft.push(piece.ids, piece.attention ?? 'causal');
    else if (piece?.kind === 'answer' && piece.answer !== null)
      draft.push(input.idsOf(piece.answer), 'causal');
    else if (piece?.kind === 'answer') {
      const path = walkAnswer(input, cursor, draft);
      if (path !== null) return draft.finish({ piece: cursor.piece, path });
    } else break;
    cursor = { piece: cursor.piece + 1, path: [] };
  }
  return draft.finish(cursor);
}

/** Follows forced and guessed ids of an answer; gives the path where it stops, or null where the answer is complete. */
function walkAnswer(input: SegmentInput, { piece, path }: Cursor, draft: Draft): readonly number[] | null {
  const { trie, idsOf, guessOf } = input;
  const guessed = guessOf(piece);
  const guess = guessed === null ? [] : idsOf(guessed);
  const ids = [...path];
  let node = ids.reduce((parent, id) => parent.children.get(id) ?? parent, trie);
  while (node.children.size > 0) {
    const [only] = node.children.size === 1 ? node.children.keys() : [];
    let next = only;
    if (next === undefined) {
      const isOnGuess = guess.length > ids.length && ids.every((id, index) => id === guess[index]);
      next = isOnGuess ? guess[ids.length] : undefined;
      draft.decide({ piece, path: [...ids] }, node, next ?? null);
      if (next === undefined) return ids;
    }
    draft.push([next], 'causal');
    ids.push(next);
    node = node.children.get(next) ?? node;
  }
  draft.complete(piece, node.answers[0] ?? '');
  return null;
}

type Draft = ReturnType<typeof createDraft>;

function createDraft() {
  const ids: number[] = [];
  const attentions: Attention[] = [];
  const images: ImagePosition[] = [];
  const decisions: Decision[] = [];
  const completed: CompletedAnswer[] = [];
  return {
    push(more: readonly number[], attention: Attention): void {
      for (const id of more) {
        ids.push(id);
        attentions.push(attention);
      }
    },
    addImage(camera: string): void {
      images.push({ camera, position: ids.length });
    },
    decide(cursor: Cursor, node: AnswerNode, guess: number | null): void {
      decisions.push({ row: ids.length - 1, cursor, node, guess });
    },
    complete(piece: number, answer: string): void {
      completed.push({ piece, answer, decisions: decisions.length });
    },
    finish: (end: Cursor): Segment => ({ ids, attentions, images, decisions, completed, end }),
  };
}
