import { foreignWords } from '../data/foreign-words.js';
import type { TaggedWord } from './tag.js';

const foreign = new Set(foreignWords);
const functionWord =
  /^(the|a|an|this|that|of|in|on|into|onto|to|and|up|with|from|it|next|under|off|at|please|your|my)$/;

/** Words that are looked at; a text does not change its language later. */
const sampled = 400;

/** Whether a text is English prose at all: not code, not another language, not a row of signs. */
export function isEnglish(text: string, words: readonly TaggedWord[]): boolean {
  if (words.length === 0 || isCode(text.slice(0, 2000))) return false;
  const sample = words.slice(0, sampled);
  const latin = sample.filter(({ text: word }) => /[a-z]/.test(word));
  if (latin.length * 2 < sample.length) return false;
  const foreignCount = latin.filter(
    ({ text: word }) => foreign.has(word) || /[àâäæçéèêëîïíñóôöœßùûüúýÿąćęłńśźżğışřčžåø]/.test(word),
  ).length;
  const englishCount = latin.filter(
    ({ text: word, classes }) => functionWord.test(word) || classes.has('auxiliary'),
  ).length;
  if (foreignCount > 0 && foreignCount >= englishCount) return false;
  const known = latin.filter(({ isKnown }) => isKnown).length;
  return known > 0 && known * 3 >= latin.length;
}

/** What prose does not have: addresses, tags, calls, operators, declarations. */
const codePatterns: readonly RegExp[] = [
  /https?:\/\//,
  /[{[]\s*"/,
  /<\/?[a-z][^<>]{0,100}>/,
  /\w\(["']/,
  /^\s*[\w.]{1,100}\(.*\)\s*;?\s*$/,
  /[a-z]\w{0,40}\.\w{1,40}\(/,
  /^\s*[\w.]{1,60} ?= ?\S/,
  /=>|[=!]=|\+\+|&&|\|\|/,
  /^\s*(import [\w.]+( as \w+)?\s*$|import .+ from |from [\w.]+ import |def \w+\(|class \w+\s*[:({]|SELECT .+ FROM |function \w*\(|(const|var|let) \w+ =|public (static|class|void) |return [^;]{1,60};\s*$)/m,
];

function isCode(text: string): boolean {
  if (codePatterns.some((pattern) => pattern.test(text))) return true;
  const signs = text.match(/[{}<>=;$\\|#@~^*[\]`%]/g)?.length ?? 0;
  return signs >= 3 && signs * 5 > text.length;
}
