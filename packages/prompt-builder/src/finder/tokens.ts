import nlp from 'compromise/two';

/** A word of an instruction. */
export interface Token {
  /** In lower case. */
  readonly word: string;
  /** Span [start, end) in the instruction. */
  readonly start: number;
  readonly end: number;
  /** Part-of-speech tags of compromise. */
  readonly tags: ReadonlySet<string>;
  /** Whether a comma, period or other break stands before it. */
  readonly isAfterBreak: boolean;
}

const breaking = /[,.;:!?()\n]/;

/** Splits an instruction into tagged words with their places in the text. */
export function tokenize(text: string): readonly Token[] {
  // Task names are written with underscores; a space has the same length, so places stay right.
  const spaced = text.replaceAll('_', ' ');
  const tokens: Token[] = [];
  let position = 0;
  let isBroken = true;
  for (const sentence of nlp(spaced).docs) {
    for (const term of sentence) {
      const start = spaced.indexOf(term.text, position);
      if (start < 0 || !/[a-z0-9]/i.test(term.text)) continue;
      const end = start + term.text.length;
      const isAfterBreak =
        isBroken || breaking.test(spaced.slice(position, start)) || breaking.test(term.pre ?? '');
      tokens.push({ word: term.text.toLowerCase(), start, end, tags: term.tags ?? new Set(), isAfterBreak });
      isBroken = breaking.test(term.post ?? '');
      position = end;
    }
    isBroken = true;
  }
  return tokens;
}
