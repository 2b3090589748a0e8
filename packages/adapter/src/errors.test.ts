import { describe, expect, it } from 'vitest';
import { InspireError } from './errors.js';

describe('InspireError', () => {
  it('carries what, where, how to mend, and the cause', () => {
    const cause = new Error('beneath');
    const error = new InspireError({ code: 'X', message: 'what', at: 'where', fix: 'how', cause });
    expect(error).toMatchObject({ code: 'X', message: 'what', at: 'where', fix: 'how', cause });
    expect(error).toBeInstanceOf(Error);
  });

  it('is recognised across copies of the package', () => {
    const foreign = Object.assign(new Error('from another copy'), {
      [Symbol.for('inspire-vla.error')]: true,
    });
    expect(InspireError.isInstance(foreign)).toBe(true);
    expect(InspireError.isInstance(new Error('plain'))).toBe(false);
    expect(InspireError.isInstance(null)).toBe(false);
  });
});
