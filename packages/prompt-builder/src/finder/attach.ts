import { regionNouns } from '../data/nouns.js';
import type { Argument, Clause } from './clauses.js';
import type { Token } from './tokens.js';

/** What an object is to the task. */
export type Role = 'target' | 'destination' | 'reference' | 'fixture';

/** An object before filtering: its words, what was attached to them, and its role. */
export interface Mention {
  /** Words of the noun phrase itself. */
  readonly core: readonly Token[];
  /** All words, with what tells the object apart: "bowl next to the plate". */
  readonly end: number;
  readonly role: Role;
  /** Preposition before it, in words. */
  readonly words: string;
}

interface Growing {
  core: readonly Token[];
  end: number;
  role: Role;
  words: string;
  /** Whether it is where the moved object goes. */
  isGoal: boolean;
}

const regions = new Set(regionNouns);

/** Decides which places belong to an object's description and which are objects of their own. */
export function attach(clauses: readonly Clause[]): readonly Mention[] {
  return clauses.flatMap(attachClause);
}

function attachClause({ verb, arguments: all }: Clause): readonly Mention[] {
  const mentions: Growing[] = [];
  all.forEach((argument, index) => {
    const last = mentions.at(-1);
    if (last !== undefined && describesLast(argument, all.slice(index + 1), verb, mentions)) {
      last.end = endOf(argument);
      return;
    }
    mentions.push({
      core: argument.noun.tokens,
      end: endOf(argument),
      role: roleOf(argument, verb, last),
      words: argument.words,
      isGoal: argument.preposition !== null && !['source', 'tool'].includes(argument.preposition),
    });
  });
  return mentions;
}

function endOf({ noun }: Argument): number {
  return noun.tokens.at(-1)?.end ?? 0;
}

/** Whether a place tells the object before it apart, rather than being an object of its own. */
function describesLast(
  argument: Argument,
  after: readonly Argument[],
  verb: Clause['verb'],
  mentions: readonly Growing[],
): boolean {
  const { preposition, isJoined } = argument;
  if (preposition === null || isJoined) return preposition === 'between' && isJoined;
  const last = mentions.at(-1);
  const isGoalTaken = mentions.some(({ isGoal: isPlace }) => isPlace);
  if (preposition === 'part') return true;
  if (preposition === 'source' || preposition === 'goal' || preposition === 'tool') return false;
  // The last place of a moving verb is where the object goes; earlier ones describe it.
  if (verb === 'move' && !isGoalTaken) return after.some(isGoal);
  return last !== undefined;
}

/** A place that is an object, not a side of one: "on the plate", not "at the front". */
function isGoal({ preposition, isJoined, noun }: Argument): boolean {
  const isSide = regions.has(noun.tokens.at(-1)?.word ?? '');
  return !isJoined && !isSide && (preposition === 'goal' || preposition === 'place');
}

function roleOf({ preposition, isJoined }: Argument, verb: Clause['verb'], last: Growing | undefined): Role {
  if (isJoined && last !== undefined) return last.role;
  if (preposition === null) return verb === 'operate' ? 'fixture' : 'target';
  if (preposition === 'tool') return 'target';
  if (preposition === 'source' || preposition === 'beside' || preposition === 'between') return 'reference';
  return 'destination';
}
