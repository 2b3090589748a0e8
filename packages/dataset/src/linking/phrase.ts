import { colours, fillers, type Relation, relations, sides } from './data/words.js';
import { singular } from './scene-body.js';

/** A phrase taken apart: "the black bowl next to the plate" is black, bowl; beside; the plate. */
export interface ParsedPhrase {
  /** Words of the object itself, without articles and sides; those of its owner too ("drawer of the cabinet"). */
  readonly words: readonly string[];
  readonly colours: readonly string[];
  /** Side by which it is chosen, e.g. of "the left plate" or "the book at the back". */
  readonly side: (typeof sides)[string] | null;
  /** How the place in the phrase chooses. */
  readonly relation: Relation | null;
  /** Phrases that the place names: "the plate", "the ramekin". */
  readonly landmarks: readonly string[];
  /** What it is part of: "the cabinet" of "the drawer of the cabinet". */
  readonly owner: string | null;
  /** All words as they stand. */
  readonly all: readonly string[];
  /** Whether the phrase is about the top of an object. */
  readonly isTop: boolean;
  /** Whether it means several things: "the moka pots". */
  readonly isPlural: boolean;
}

const placePattern = new RegExp(
  `^(.+?) (${Object.keys(relations)
    .toSorted((a, b) => b.length - a.length)
    .join('|')}) (.+)$`,
);

/** Takes a phrase apart. */
export function parsePhrase(phrase: string): ParsedPhrase {
  const text = phrase
    .toLowerCase()
    .replace(/[_"“”,.!?;:]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const isTop = /^(on )?(the )?top of /.test(text);
  const body = text.replace(/^(on |under )?(the )?(top|bottom|side|edge) of /, '');
  const place = placePattern.exec(body);
  const [core, rest] = [place?.[1] ?? body, place?.[3] ?? ''];
  const relation = place === null ? null : (relations[place[2] ?? ''] ?? null);
  const coreWords = core.split(' ');
  const isSide = relation !== null && relation !== 'part' && sideOnly(rest);
  const owner = relation === 'part' ? rest : null;
  const named = [...coreWords, ...(owner?.split(' ') ?? [])].filter(isMeaningful).map(singular);
  return {
    words: named,
    colours: named.filter((word) => colours.includes(word)),
    side: sideIn(coreWords) ?? (isSide ? sideIn(rest.split(' ')) : null),
    relation: isSide ? null : relation,
    landmarks: relation === null || relation === 'part' || isSide ? [] : rest.split(/ and (?:the )?|, /),
    owner,
    all: body.split(' '),
    isTop,
    isPlural:
      /^(both|two|three|four|all) /.test(text) || singular(coreWords.at(-1) ?? '') !== coreWords.at(-1),
  };
}

/** "on the left", "at the back": a side and no thing. */
function sideOnly(rest: string): boolean {
  const words = rest.split(' ');
  return (
    sideIn(words) !== null && words.every((word) => !isMeaningful(word) || /^(side|hand|end)$/.test(word))
  );
}

function sideIn(words: readonly string[]): ParsedPhrase['side'] {
  const word = words.find((candidate) => Object.hasOwn(sides, candidate));
  return word === undefined ? null : (sides[word] ?? null);
}

function isMeaningful(word: string): boolean {
  return word !== '' && !fillers.includes(word) && !Object.hasOwn(sides, word);
}
