import { nonObjects, regionNouns } from '../data/nouns.js';
import type { Mention, Role } from './attach.js';
import { classify } from './classify.js';
import type { Token } from './tokens.js';

/** An object that an instruction names. */
export interface InstructionObject {
  /** As it stands in the question, e.g. "the black bowl next to the plate". */
  readonly phrase: string;
  /** The noun that heads the phrase, singular, e.g. "bowl". */
  readonly head: string;
  readonly role: Role;
  /** Span [start, end) in the instruction. */
  readonly start: number;
  readonly end: number;
}

const regions = new Set(regionNouns);
const nothing = new Set(nonObjects);
const replaced = new Set('the a an some any all both this that these those one'.split(' '));

/** Turns mentions into objects, drops what is no object, and keeps each phrase once. */
export function render(text: string, mentions: readonly Mention[]): readonly InstructionObject[] {
  const objects = mentions.flatMap((mention) => renderOne(text, mention));
  const seen = new Set<string>();
  return objects.filter(({ phrase }) => {
    const key = phrase.replace(/^the /, '');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function renderOne(text: string, { core, end, role, words }: Mention): readonly InstructionObject[] {
  const named = core.filter((token) => !classify(token).isNumber || core.length === 1);
  const head = headOf(named);
  if (head === null || nothing.has(head.word)) return [];
  const first = core[0];
  if (first === undefined) return [];
  const region = regions.has(head.word) ? afterOf(text, head, end) : null;
  if (regions.has(head.word))
    return region === null ? [] : renderRegion(text, region, end, head, role, words);
  const phrase = phraseOf(text, first, end);
  return [{ phrase, head: singular(head.word), role, start: first.start, end }];
}

/** Where the noun after "of" begins, for "the left of the plate". */
function afterOf(text: string, head: Token, end: number): number | null {
  const rest = text.slice(head.end, end);
  const match = /^(?:[\s_]+(?:side|corner|part|half|edge|end))?[\s_]+of[\s_]+/i.exec(rest);
  return match === null ? null : head.end + match[0].length;
}

function renderRegion(
  text: string,
  start: number,
  end: number,
  region: Token,
  role: Role,
  words: string,
): readonly InstructionObject[] {
  const surface = clean(text.slice(start, end));
  const noun =
    surface
      .replace(/ (next to|in|on|near|beside|behind|under|at|of) .*/, '')
      .split(' ')
      .at(-1) ?? '';
  if (noun === '' || nothing.has(noun)) return [];
  const isTop = region.word === 'top' && words === 'on';
  const phrase = isTop ? `top of ${surface}` : withArticle(surface);
  return [
    {
      phrase,
      head: singular(noun),
      role: isTop ? role : 'reference',
      start: isTop ? region.start : start,
      end,
    },
  ];
}

/** The last word that may head the phrase; sides and colours head it only where nothing else is there. */
function headOf(core: readonly Token[]): Token | null {
  const bare = core.filter((token) => !classify(token).isDeterminer);
  const last = bare.at(-1);
  return last === undefined || (bare.length === 1 && classify(last).isPossessive) ? null : last;
}

function phraseOf(text: string, first: Token, end: number): string {
  return withArticle(clean(text.slice(first.start, end)));
}

function clean(surface: string): string {
  return surface
    .toLowerCase()
    .replaceAll('_', ' ')
    .replace(/["“”(),.!?;:]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function withArticle(surface: string): string {
  const words = surface.split(' ');
  while (words.length > 1 && replaced.has(words[0] ?? '')) words.shift();
  const first = words[0] ?? '';
  if (/^(its|his|her|their|your|my|our|another|each|every|either)$/.test(first) || /['’]s$/.test(first))
    return words.join(' ');
  return `the ${words.join(' ')}`;
}

function singular(word: string): string {
  if (word.length < 4 || /(ss|us|is)$/.test(word)) return word;
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ch|sh|x|ss|z)es$/.test(word)) return word.slice(0, -2);
  if (/(kn|l)ives$/.test(word)) return word.replace(/ves$/, 'fe');
  if (/ves$/.test(word)) return word.replace(/ves$/, 'f');
  return /s$/.test(word) ? word.slice(0, -1) : word;
}
