import type { TaggedWord } from './tag.js';

const ordinal = /^(first|second|third|(four|fif|six|seven|eigh|nin|ten)th|last|\d+(st|nd|rd|th))$/;

/** "second", "3rd", "last". */
export function isOrdinal(text: string): boolean {
  return ordinal.test(text);
}

/** "second" of "the drawer second from the top", where it follows its noun. */
export function isLateOrdinal(words: readonly TaggedWord[], index: number): boolean {
  const next = words[index + 1];
  return next?.text === 'from' && next.breakBefore === 'none' && isOrdinal(words[index]?.text ?? '');
}
