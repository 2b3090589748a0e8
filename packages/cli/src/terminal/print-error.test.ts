import { PassThrough, Readable } from 'node:stream';
import { InspireError } from '@inspire-vla/adapter';
import { expect, it } from 'vitest';
import { printError } from './print-error.js';

it('says what to do in the words of the command line, where the library speaks of its options', () => {
  const [output, errors] = [new PassThrough({ encoding: 'utf8' }), new PassThrough({ encoding: 'utf8' })];
  const context = {
    ...{ input: Readable.from([]), output, errors, environment: {} },
    ...{ isTerminal: false, isErrorsTerminal: false },
  };
  const error = new InspireError({
    ...{ code: 'CONNECTION_FAILED', message: 'no connection (refused)', at: 'ws://127.0.0.1:9' },
    fix: 'give more patience',
  });
  expect(printError(error, false, context)).toBe(1);
  expect(errors.read()).toContain('inspire serve');
});
