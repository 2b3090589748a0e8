import { colours, fillers, placeWords, sides } from './data/words.js';

/** A phrase taken apart: "the black bowl next to the plate" is black, bowl; next to; plate. */
export interface ParsedPhrase {
  /** Words of the object itself, without articles and sides. */
  readonly words: readonly string[];
  readonly colours: readonly string[];
  /** Side by which it is chosen, e.g. of "the left plate" or "the book at the back". */
  readonly side: (typeof sides)[string] | null;
  /** What it stands next to, on or in. */
  readonly landmark: string | null;
  /** All words as they stand. */
  readonly all: readonly string[];
  /** Whether the phrase is about the top of an object. */
  readonly isTop: boolean;
}

/** Takes a phrase apart. */
export function parsePhrase(phrase: string): ParsedPhrase {
  const text = phrase.toLowerCase().replaceAll('_', ' ').replace(/\s+/g, ' ').trim();
  const isTop = /^(the )?top of /.test(text) || /^on top of /.test(text);
  const body = text.replace(/^(on )?(the )?top of /, '');
  const place = new RegExp(`^(.*?) (${placeWords.join('|')}) (.*)$`).exec(body);
  const [core, preposition, rest] = [place?.[1] ?? body, place?.[2] ?? null, place?.[3] ?? ''];
  const coreWords = core.split(' ');
  const isOf = preposition === 'of';
  const side = sideIn(coreWords) ?? (isOf ? null : sideIn(rest.split(' ')));
  const isLandmark = preposition !== null && !isOf && sideIn(rest.split(' ')) === null;
  const named = (isOf ? [...coreWords, ...rest.split(' ')] : coreWords).filter(isMeaningful);
  return {
    words: named,
    colours: named.filter((word) => colours.includes(word)),
    side,
    landmark: isLandmark ? rest : null,
    all: body.split(' '),
    isTop,
  };
}

function sideIn(words: readonly string[]): ParsedPhrase['side'] {
  const word = words.find((candidate) => candidate in sides);
  return word === undefined ? null : (sides[word] ?? null);
}

function isMeaningful(word: string): boolean {
  return word !== '' && !fillers.includes(word) && !(word in sides);
}
