import {
  type AnswerVocabulary,
  createAnswerVocabulary,
  type EncodedPlan,
  encodePrompt,
  type Formulation,
  formulations,
  locateErrors,
  type Order,
  type Plan,
  type Span,
  type VlaAdapter,
  type WordSet,
} from '@inspire-vla/adapter';
import { createPlan } from '@inspire-vla/prompt-builder';
import { collate, createCausalMask, createNamedLossMask, type MaskName } from '@inspire-vla/token-loss-mask';
import { z } from 'zod';

const turnSchema = z.object({
  object: z.string(),
  answer: z.string().nullish(),
  question: z.string().optional(),
});

const tokenizeSchema = z.looseObject({
  instruction: z.string(),
  turns: z.array(turnSchema).default([]),
  state: z.array(z.number()).nullish(),
  actions: z.array(z.array(z.number())).nullish(),
});

/** A line of `inspire tokenize`; state and actions are already normalised. */
export const tokenizeFormat = {
  schema: tokenizeSchema,
  shape:
    '{"instruction":"…","turns":[{"object":"…","answer"?:"…","question"?:"…"}],"state"?:[…],"actions"?:[[…],…]}',
};

/** Options of {@link tokenizeLine}. */
export interface TokenizeLineOptions {
  readonly adapter: VlaAdapter;
  /** The line's place, for errors. */
  readonly at: string;
  readonly order: Order;
  readonly formulation: Formulation;
  readonly vocabulary: WordSet;
  readonly mask: MaskName;
  readonly maxLength?: number;
  /** Whether to pad up to `maxLength`. */
  readonly pad?: boolean;
}

/** A line of output: masks hold one 0 or 1 per id. */
export interface TokenizedLine {
  readonly [passedThrough: string]: unknown;
  readonly ids: readonly number[];
  readonly spans: readonly Omit<Span, 'attention'>[];
  readonly loss: readonly number[];
  readonly causal: readonly number[];
}

/**
 * Makes the training sequence of a line; it ends before the first slot that the line leaves empty.
 *
 * @throws InspireError `ANSWER_UNKNOWN`, `SEQUENCE_TOO_LONG`, and what the plan and the adapter throw.
 */
export function tokenizeLine(
  line: z.infer<typeof tokenizeSchema>,
  options: TokenizeLineOptions,
): TokenizedLine {
  const { instruction, turns, state, actions, ...unknown } = line;
  return locateErrors(options.at, () => {
    const encoded = encodePrompt(options.adapter, planOf(line, options));
    const example = {
      ...encoded,
      loss: createNamedLossMask(options.adapter, encoded, options.mask),
      causal: createCausalMask(encoded),
    };
    const { length, ids, loss, causal } = collate([example], {
      paddingId: options.adapter.paddingId,
      length: lengthOf(encoded, options),
    });
    return {
      ...unknown,
      ids: [...ids],
      spans: paddedSpans(encoded, length),
      loss: [...loss],
      causal: [...causal],
    };
  });
}

function planOf(line: z.infer<typeof tokenizeSchema>, options: TokenizeLineOptions): Plan {
  const { order } = options;
  return createPlan({
    instruction: line.instruction,
    objects: line.turns.map(({ object }) => object),
    questions: line.turns.map(({ question }) => question),
    answers: line.turns.map(({ answer }) => answer ?? null),
    vocabulary: vocabularyOf(line, options),
    order,
    state: line.state ?? null,
    actions: line.actions ?? null,
  });
}

/** The formulation's answers, those of the other formulations, and whatever answers a question of the line's own. */
function vocabularyOf(
  { turns }: z.infer<typeof tokenizeSchema>,
  { formulation, vocabulary: words }: TokenizeLineOptions,
): AnswerVocabulary {
  const vocabulary = createAnswerVocabulary({ formulation, words, close: true });
  const foreign = turns.filter(({ answer }) => answer && !vocabulary.answers.includes(answer));
  if (foreign.length === 0) return vocabulary;
  const known = new Set(
    formulations.flatMap(
      (other) => createAnswerVocabulary({ formulation: other, words, close: true }).answers,
    ),
  );
  const taken = foreign.flatMap(({ question, answer }) =>
    answer && (question !== undefined || known.has(answer)) ? [answer] : [],
  );
  return { ...vocabulary, answers: [...vocabulary.answers, ...new Set(taken)] };
}

/** Without padding the limit only checks, so that the row keeps its own length. */
function lengthOf({ ids }: EncodedPlan, { maxLength, pad }: TokenizeLineOptions): number {
  if (maxLength === undefined) return ids.length;
  return pad === true || ids.length > maxLength ? maxLength : ids.length;
}

function paddedSpans({ ids, spans }: EncodedPlan, length: number): TokenizedLine['spans'] {
  const own = spans.map(({ attention: _, ...span }) => span);
  return length > ids.length ? [...own, { role: 'padding', start: ids.length, end: length }] : own;
}
