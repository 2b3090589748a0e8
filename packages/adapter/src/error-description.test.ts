import { expect, it } from 'vitest';
import { describeError, restoreError } from './error-description.js';
import { InspireError } from './errors.js';

/** On the way that threads send messages, and on that of files. */
const ways = [
  ['structured clone', structuredClone],
  ['JSON', (value: unknown) => JSON.parse(JSON.stringify(value))],
] as const;

it.each(ways)('an InspireError is what it was, with the far stack in its cause: %s', (_, send) => {
  const far = new InspireError({ code: 'X', message: 'what', at: 'where' });
  const error = restoreError(send(describeError(far)));
  expect(error).toBeInstanceOf(InspireError);
  expect(error).toMatchObject({ code: 'X', message: 'what', at: 'where', fix: undefined });
  expect(error.cause).toMatchObject({ stack: far.stack });
});

it.each(ways)('any other error is none of ours on this side either, and keeps its stack: %s', (_, send) => {
  const far = new TypeError('x is no function');
  const error = restoreError(send(describeError(far)));
  expect(InspireError.isInstance(error)).toBe(false);
  expect(error).toMatchObject({ message: 'x is no function', stack: far.stack });
});

it('what is thrown and is no error becomes the text of one', () => {
  expect(restoreError(describeError('nothing')).message).toBe('nothing');
  expect(restoreError(describeError(undefined)).message).toBe('undefined');
});
