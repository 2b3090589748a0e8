import type { AnswerChoice } from '../adapter.js';
import { InspireError } from '../errors.js';

/** Answers that share a beginning, as a tree over their token ids. */
export interface AnswerNode {
  /** The answers below this node, in the vocabulary's order. */
  readonly answers: readonly string[];
  /** By next token id, in ascending order; empty at the end of an answer. */
  readonly children: ReadonlyMap<number, AnswerNode>;
}

/**
 * Builds the tree of an answer vocabulary.
 *
 * @throws InspireError `ANSWER_CHOICES` for an answer without ids, or one whose ids begin another's.
 */
export function createAnswerTrie(choices: readonly AnswerChoice[]): AnswerNode {
  return buildNode(choices, 0);
}

function buildNode(choices: readonly AnswerChoice[], depth: number): AnswerNode {
  const answers = choices.map(({ answer }) => answer);
  const ended = choices.filter(({ ids }) => ids.length === depth);
  if (
    ended.length > 1 ||
    (ended.length === 1 && choices.length > 1) ||
    choices.length === 0 ||
    (depth === 0 && ended.length > 0)
  )
    throw ambiguous(answers, depth);
  if (ended.length === 1) return { answers, children: new Map() };
  const next = [...new Set(choices.map(({ ids }) => ids[depth] ?? 0))].sort((one, other) => one - other);
  const children = next.map((id) => {
    return [
      id,
      buildNode(
        choices.filter(({ ids }) => ids[depth] === id),
        depth + 1,
      ),
    ] as const;
  });
  return { answers, children: new Map(children) };
}

function ambiguous(answers: readonly string[], depth: number): InspireError {
  return new InspireError({
    code: 'ANSWER_CHOICES',
    message:
      answers.length === 0
        ? 'the vocabulary has no answer'
        : `the token ids of "${answers[0]}" are none, or begin those of another answer (${depth} ids in common)`,
    at: 'answerChoices',
    fix: 'give every answer at least one id, and make none the beginning of another',
  });
}
