import { expect, test } from 'vitest';
import { InspireError } from './errors.js';
import { locateErrors } from './locate-errors.js';

function thrownWithin(place: string, error: unknown): unknown {
  try {
    return locateErrors(place, () => {
      throw error;
    });
  } catch (thrown) {
    return thrown;
  }
}

test('the outer place comes first, and nothing else of the error changes', () => {
  const error = new InspireError({ code: 'A_CODE', message: 'wrong', at: 'field b', fix: 'mend it' });
  expect(thrownWithin('file a', error)).toMatchObject({
    ...{ code: 'A_CODE', message: 'wrong', fix: 'mend it', cause: error, at: 'file a, field b' },
  });
});

test('an error without a place gets one, and no fix is made up', () => {
  const error = new InspireError({ code: 'A_CODE', message: 'wrong' });
  expect(thrownWithin('file a', error)).toMatchObject({ at: 'file a', fix: undefined });
});

test('what is no error of this library stays as it is', () => {
  const error = new Error('other');
  expect(thrownWithin('file a', error)).toBe(error);
});

test('what is not thrown is returned', () => {
  expect(locateErrors('file a', () => 3)).toBe(3);
});
