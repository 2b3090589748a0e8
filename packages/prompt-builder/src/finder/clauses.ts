import type { PrepositionKind } from '../data/prepositions.js';
import { movingVerbs, operatingVerbs } from '../data/verbs.js';
import type { Chunk, NounPhrase } from './chunk.js';

/** A noun phrase in its place: what stands before it, and what is joined to it by "and". */
export interface Argument {
  /** How it is introduced; null for the verb's own object. */
  readonly preposition: PrepositionKind | null;
  readonly words: string;
  readonly noun: NounPhrase;
  /** Whether "and" joins it to the argument before. */
  readonly isJoined: boolean;
}

/** One thing to do. */
export interface Clause {
  readonly verb: VerbKind;
  readonly arguments: readonly Argument[];
}

/** What a verb does to its object. */
export type VerbKind = 'operate' | 'move' | 'other' | 'none';

const operating = new Set(operatingVerbs);
const moving = new Set(movingVerbs);

/** Groups chunks into clauses. A clause without a verb goes on with the one before. */
export function groupClauses(chunks: readonly Chunk[]): readonly Clause[] {
  const clauses: { verb: VerbKind; arguments: Argument[] }[] = [];
  let preposition: { kind: PrepositionKind; words: string } | null = null;
  let isJoined = false;
  for (const chunk of chunks) {
    if (chunk.kind === 'verb' || chunk.kind === 'break') {
      const verb = chunk.kind === 'verb' ? verbKind(chunk.verb) : (clauses.at(-1)?.verb ?? 'none');
      clauses.push({ verb, arguments: [] });
    }
    if (chunk.kind === 'noun') {
      if (clauses.length === 0) clauses.push({ verb: 'none', arguments: [] });
      const last = clauses.at(-1)?.arguments.at(-1);
      const inherited: { kind: PrepositionKind | null; words: string } =
        preposition ??
        (isJoined && last !== undefined
          ? { kind: last.preposition, words: last.words }
          : { kind: null, words: '' });
      clauses.at(-1)?.arguments.push({
        preposition: inherited.kind,
        words: inherited.words,
        noun: chunk,
        isJoined: isJoined && preposition === null,
      });
    }
    if (chunk.kind === 'preposition') preposition = { kind: chunk.preposition, words: chunk.words };
    else if (chunk.kind !== 'and') preposition = null;
    isJoined = chunk.kind === 'and';
  }
  return clauses.filter(({ arguments: own }) => own.length > 0);
}

function verbKind(spoken: string): VerbKind {
  const verb = spoken.split(' ')[0] ?? '';
  if (
    / (on|off|open|closed|shut)$/.test(spoken) &&
    /^(turn|switch|flip|push|pull|slide|power|toggle)$/.test(verb)
  )
    return 'operate';
  if (operating.has(verb)) return 'operate';
  return moving.has(verb) ? 'move' : 'other';
}
