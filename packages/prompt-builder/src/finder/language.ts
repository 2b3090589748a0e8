import { foreignWords } from '../data/foreign-words.js';
import type { TaggedWord } from './tag.js';

const foreign = new Set(foreignWords);
const functionWord =
  /^(the|a|an|this|that|of|in|on|into|onto|to|and|up|with|from|it|next|under|off|at|please|your|my)$/;

/** Whether a text is English prose at all: not code, not another language, not a row of signs. */
export function isEnglish(text: string, words: readonly TaggedWord[]): boolean {
  if (words.length === 0 || isCode(text)) return false;
  const latin = words.filter(({ text: word }) => /[a-z]/.test(word));
  if (latin.length * 2 < words.length) return false;
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

/** Braces, operators, calls, tags, addresses: what prose does not have. */
function isCode(text: string): boolean {
  const head = text.slice(0, 2000);
  if (
    /https?:\/\/|[{[]\s*"|<\/?[a-z][^>]*>|\b\w+\(\w*\)|[a-z]\w*\.\w+\(|\w\(["'\w]|=>|[=!]=|\+\+|&&|\|\||^\s*(import|from|def|class|SELECT|function|const|var|let) .*[=;:{(*]/m.test(
      head,
    )
  )
    return true;
  const signs = head.match(/[{}<>=;$\\|#@~^*[\]`%]/g)?.length ?? 0;
  return signs >= 3 && signs * 12 > head.length;
}
