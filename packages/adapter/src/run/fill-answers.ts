import { InspireError } from '../errors.js';
import type { Piece } from '../layout.js';
import { type AnswerRecord, createAnswerRecord } from './answer-record.js';
import type { AnswerNode } from './answer-trie.js';
import { type Choice, chooseAllowed } from './choose.js';
import { type Cursor, createSegment, type Decision, type Segment } from './segment.js';
import type { Sender } from './sender.js';

/** What {@link fillAnswers} walks. */
export interface AnswerWalk {
  readonly pieces: readonly Piece[];
  readonly trie: AnswerNode;
  readonly idsOf: (answer: string) => readonly number[];
  readonly guessOf: (piece: number) => string | null;
  readonly sender: Sender;
  /** Told after each pass. */
  readonly onPass: () => void;
}

/** What the model has answered. */
export interface FilledAnswers {
  readonly record: AnswerRecord;
  /** Logits after the last id that was sent, copied; null where nothing was sent. */
  readonly last: Float32Array | null;
  /** Pieces whose guess was tried, and those whose guess did not hold. */
  readonly tried: ReadonlySet<number>;
  readonly failed: ReadonlySet<number>;
}

/**
 * Walks a layout up to its action slot and fills the answers, one pass for as much as plan and guesses decide.
 *
 * A guess that does not hold is taken back with all that stands after it, and the walk goes on from there: with the
 * guesses of the answers that follow, so that one wrong guess costs one pass.
 */
export async function fillAnswers(walk: AnswerWalk): Promise<FilledAnswers> {
  const { pieces, sender, onPass } = walk;
  const record = createAnswerRecord();
  const [tried, failed] = [new Set<number>(), new Set<number>()];
  // Positions of images are the session's own matter, so nothing is taken back across one.
  const guessOf = (piece: number) => (hasImageAfter(pieces, piece) ? null : walk.guessOf(piece));
  let [from, chosen]: [Cursor, number | null] = [{ piece: 0, path: [] }, null];
  for (;;) {
    const segment = createSegment({ ...walk, guessOf, from, chosen });
    if (isIdle(segment, pieces)) return { record, last: null, tried, failed };
    checkSendable(segment);
    const rowAt = await sender.send(
      segment,
      segment.decisions.map(({ row }) => row),
    );
    onPass();
    for (const { guess, cursor } of segment.decisions) if (guess !== null) tried.add(cursor.piece);
    const turn = settle(segment, rowAt, record);
    if (turn === null) return { record, last: rowAt(segment.ids.length - 1).slice(), tried, failed };
    const { decision, choice } = turn;
    if (decision.guess !== null) {
      failed.add(decision.cursor.piece);
      sender.takeBack(segment.ids.length - 1 - decision.row);
    }
    chosen = choice.id;
    from = { piece: decision.cursor.piece, path: [...decision.cursor.path, choice.id] };
  }
}

/** Takes the decisions in order, up to the first that goes another way than the segment; null where none does. */
function settle(
  { decisions, completed }: Segment,
  rowAt: (index: number) => Float32Array,
  record: AnswerRecord,
): { readonly decision: Decision; readonly choice: Choice } | null {
  for (const [index, decision] of decisions.entries()) {
    for (const answer of completed) if (answer.decisions === index) record.complete(answer);
    const row = rowAt(decision.row);
    const choice = chooseAllowed(row, [...decision.node.children.keys()]);
    record.decide(decision, row, choice);
    if (choice.id !== decision.guess) return { decision, choice };
  }
  for (const answer of completed) if (answer.decisions === decisions.length) record.complete(answer);
  return null;
}

function hasImageAfter(pieces: readonly Piece[], index: number): boolean {
  return pieces.slice(index).some(({ kind }) => kind === 'image');
}

/** Whether there is nothing to send, and nothing that the model is to fill. */
function isIdle({ ids, decisions, end }: Segment, pieces: readonly Piece[]): boolean {
  const next = pieces[end.piece];
  const isActing = next?.kind === 'action' && next.actions === null;
  return ids.length === 0 && decisions.length === 0 && !isActing;
}

function checkSendable({ ids, images }: Segment): void {
  const isDangling = images.some(({ position }) => position >= ids.length);
  if (ids.length > 0 && !isDangling) return;
  throw new InspireError({
    code: 'PLAN_UNSUPPORTED',
    message: isDangling ? 'an image stands directly before a slot' : 'a slot stands at the very beginning',
    at: 'adapter.layout',
    fix: 'put at least one token before every slot',
  });
}
