import type { Argument, Clause } from './clauses.js';
import type { TaggedWord } from './tag.js';

/**
 * "from the counter, the shelf or the rack into the sink": what "or" ties to a source is another one, and is not taken
 * too; "from the counter and the plate" takes the plate.
 */
export function withJoinedSources(clause: Clause, words: readonly TaggedWord[]): Clause {
  const all: Argument[] = [];
  clause.arguments.forEach((argument, index) => {
    const last = all.at(-1);
    const isOther = last?.preposition === 'source' && endsWithOr(clause.arguments.slice(index), words);
    all.push(isOther ? { ...argument, preposition: 'source', words: last.words } : argument);
  });
  return { ...clause, arguments: all };
}

/** Whether what begins here are joined nouns, the last of them by "or". */
function endsWithOr(list: readonly Argument[], words: readonly TaggedWord[]): boolean {
  const end = list.findIndex(({ isJoined, preposition }) => !isJoined || preposition !== null);
  const last = list.slice(0, end < 0 ? list.length : end).at(-1);
  return last !== undefined && words[last.phrase.first - 1]?.text === 'or';
}
