import { describe, expect, it } from 'vitest';
import { InspireError } from './errors.js';
import { stepFailureOf, stepFailures } from './step-failure.js';

describe('stepFailureOf', () => {
  it.each(stepFailures)('knows %s', (code) => {
    expect(stepFailureOf(new InspireError({ code, message: 'one step has failed' }))).toBe(code);
  });

  it.each([
    new InspireError({ code: 'SESSION_CLOSED', message: 'the session is closed' }),
    Object.assign(new Error('of another library'), { code: 'RUN_DEADLINE' }),
    'RUN_DEADLINE',
    undefined,
  ])('takes nothing else for one: %s', (error) => {
    expect(stepFailureOf(error)).toBeNull();
  });
});
