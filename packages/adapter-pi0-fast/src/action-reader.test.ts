import { describe, expect, it } from 'vitest';
import { byteFast } from './__fixtures__/fast.js';
import { tokenizer } from './__fixtures__/tokenizer.js';
import { createActionReader, createFastCodec } from './index.js';

const actions = createFastCodec({ fast: byteFast });
const read = createActionReader({ tokenizer, actions });
const shape = { horizon: 2, dimensions: 2 };
const ids = actions.encode([
  [0.5, -1],
  [0.25, 1],
]);
const key = tokenizer.encode('Action: ');
const bar = tokenizer.encode('|');
const decoded = actions.decode(ids, shape);

describe('the action reader', () => {
  it('reads what stands between "Action: " and "|", whatever is around it', () => {
    const around = tokenizer.encode('Answer: left;\n');
    expect(decoded.ok).toBe(true);
    expect(read([...key, ...ids, ...bar], shape)).toEqual(decoded);
    expect(read([...around, ...key, ...ids, ...bar, ...around], shape)).toEqual(decoded);
    expect(read([...key, ...ids], shape)).toEqual(decoded);
  });

  it('does not mind control tokens', () => {
    const [start = 0, end = 0, padding = 0] = ['<bos>', '<eos>', '<pad>'].flatMap((t) => tokenizer.encode(t));
    const [first = 0, ...rest] = ids;
    expect(read([start, ...key, first, end, ...rest, ...bar, end, padding, padding], shape)).toEqual(decoded);
  });

  it('fails where there is no action, and where it is broken', () => {
    const reasonOf = (given: readonly number[]) => {
      const decoding = read(given, shape);
      return decoding.ok ? null : decoding.failure.reason;
    };
    expect(reasonOf([])).toBe('no-action');
    expect(reasonOf([...ids, ...bar])).toBe('no-action');
    expect(reasonOf([...tokenizer.encode('Action:'), ...ids])).toBe('no-action');
    expect(reasonOf([...key, ...bar, ...ids])).toBe('wrong-length');
    expect(reasonOf([...key, ...tokenizer.encode('left'), ...ids, ...bar])).toBe('foreign-token');
  });
});
