import { InspireError, type Logits, type Role, type Span } from '@inspire-vla/adapter';
import type { Example } from './example.js';

/** Cross-entropy and accuracy over some learnt tokens. */
export interface Score {
  /** Learnt tokens that have a prediction. */
  readonly tokens: number;
  /** Of these, how many have the greatest logit (the lowest id on ties). */
  readonly correct: number;
  /** Sum of the weights. */
  readonly weight: number;
  /** Weighted mean of −ln p, in nats; 0 where nothing has a weight. */
  readonly loss: number;
}

/** Scores of a sequence. */
export interface TokenScores {
  readonly total: Score;
  /** By role; only roles with a learnt token. */
  readonly roles: Readonly<Partial<Record<Role, Score>>>;
  /** By index of the plan's turn; only turns with a learnt token. */
  readonly turns: Readonly<Record<number, Score>>;
  /** By span, in order; an answer is right as a whole where `correct` equals `tokens`. */
  readonly spans: readonly (Span & Score)[];
}

/**
 * Cross-entropy and token accuracy of a sequence, in all, per role, per turn and per span.
 *
 * Logits are those of the contract: row i predicts the token after id i, so the token at i is scored by row i − 1 and
 * the first one by none.
 *
 * @param logits - one row per id [ids × vocabulary]; the last row is not needed.
 * @throws InspireError `LOGITS_SHAPE` for too few rows, values or entries, `LOGITS_NOT_A_NUMBER` for NaN.
 *
 * @example
 * ```ts
 * import { scoreTokens } from '@inspire-vla/token-loss-mask';
 *
 * const answer = { role: 'answer', attention: 'causal', start: 1, end: 2 } as const;
 * const example = { ids: [0, 1], spans: [answer], loss: Uint8Array.of(0, 1), causal: Uint8Array.of(1, 1) };
 * const logits = { rows: 2, vocabularySize: 2, values: Float32Array.of(0, 0, 9, 9) };
 * console.log(scoreTokens(example, logits).total); // { tokens: 1, correct: 0, weight: 1, loss: 0.693… }
 * ```
 */
export function scoreTokens(example: Example, logits: Logits): TokenScores {
  checkShape(example, logits);
  const spans = example.spans.flatMap((span) => {
    const score = scoreSpan(example, logits, span);
    return score.tokens === 0 ? [] : [{ ...span, ...score }];
  });
  return {
    total: mergeScores(spans),
    roles: groupScores(spans, ({ role }) => role),
    turns: groupScores(spans, ({ turn }) => turn),
    spans,
  };
}

/** The score of several sets of tokens taken together. */
export function mergeScores(scores: readonly Score[]): Score {
  const sum = (term: (score: Score) => number) => scores.reduce((total, score) => total + term(score), 0);
  const weight = sum((score) => score.weight);
  // A part without weight adds nothing, also where its loss is infinite.
  const loss = sum((score) => (score.weight === 0 ? 0 : score.loss * score.weight));
  return {
    tokens: sum(({ tokens }) => tokens),
    correct: sum(({ correct }) => correct),
    weight,
    loss: weight === 0 ? 0 : loss / weight,
  };
}

function groupScores<Key extends PropertyKey>(
  spans: readonly (Span & Score)[],
  keyOf: (span: Span) => Key | undefined,
): Readonly<Record<Key, Score>> {
  const groups = new Map<Key, Score[]>();
  for (const span of spans) {
    const key = keyOf(span);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [span]);
    else group.push(span);
  }
  return Object.fromEntries([...groups].map(([key, group]) => [key, mergeScores(group)])) as Record<
    Key,
    Score
  >;
}

function scoreSpan(example: Example, logits: Logits, { start, end }: Span): Score {
  const { ids, loss, weights = loss } = example;
  let [tokens, correct, weight, total] = [0, 0, 0, 0];
  for (let index = Math.max(1, start); index < end; index += 1) {
    if (loss[index] !== 1) continue;
    const own = weights[index] ?? 0;
    const scored = scoreToken(logits, index - 1, ids[index] ?? 0);
    tokens += 1;
    correct += scored.isBest ? 1 : 0;
    weight += own;
    if (own > 0) total += own * scored.loss;
  }
  return { tokens, correct, weight, loss: weight === 0 ? 0 : total / weight };
}

/** −ln of the softmax at `id`, computed from the greatest logit so that nothing overflows. */
function scoreToken(
  { values, vocabularySize }: Logits,
  row: number,
  id: number,
): { loss: number; isBest: boolean } {
  const logits = values.subarray(row * vocabularySize, (row + 1) * vocabularySize);
  let best = 0;
  for (let index = 0; index < vocabularySize; index += 1) {
    if (Number.isNaN(logits[index])) throw notANumber(row, index);
    if ((logits[index] ?? 0) > (logits[best] ?? 0)) best = index;
  }
  const greatest = logits[best] ?? 0;
  const own = logits[id] ?? Number.NEGATIVE_INFINITY;
  const isBest = best === id;
  // Forbidden tokens have the logit -Infinity: where all are, or the wanted one is, nothing is left to say.
  if (own === Number.NEGATIVE_INFINITY) return { loss: Number.POSITIVE_INFINITY, isBest: false };
  if (greatest === Number.POSITIVE_INFINITY)
    return { loss: own === greatest ? 0 : Number.POSITIVE_INFINITY, isBest };
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - greatest);
  return { loss: Math.log(sum) - (own - greatest), isBest };
}

function checkShape({ ids }: Example, { rows, vocabularySize, values }: Logits): void {
  const largest = ids.reduce((left, right) => Math.max(left, right), 0);
  const problem =
    rows < ids.length - 1
      ? `${rows} rows of logits cannot score ${ids.length} ids`
      : values.length !== rows * vocabularySize
        ? `${values.length} values are not ${rows} rows of ${vocabularySize}`
        : largest >= vocabularySize && rows > 0
          ? `id ${largest} is beyond the ${vocabularySize} entries of a row`
          : null;
  if (problem === null) return;
  throw new InspireError({
    code: 'LOGITS_SHAPE',
    message: problem,
    at: 'logits',
    fix: "give one row per id, e.g. of session.extend(ids, { logits: 'all' })",
  });
}

function notANumber(row: number, index: number): InspireError {
  return new InspireError({
    code: 'LOGITS_NOT_A_NUMBER',
    message: 'a logit is NaN',
    at: `logits, row ${row}, entry ${index}`,
    fix: 'look for an overflow in the model, e.g. in half precision',
  });
}
