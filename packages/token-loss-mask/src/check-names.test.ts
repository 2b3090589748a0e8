import { describe, expect, it } from 'vitest';
import { letterAdapter, planOf } from './__fixtures__/letter-adapter.js';
import { type CollateOptions, collate } from './collate.js';
import { createExample, type ExampleOptions } from './example.js';

const plan = planOf(['the plate']);

describe('names of callers without types', () => {
  it.each([
    [{ mask: 'author' }, 'mask'],
    [{ mask: { answers: true } }, 'policy'],
    [{ roleWeights: { answers: 2 } }, 'roleWeights'],
    [{ truncate: 'question' }, 'truncate'],
  ])('are refused where %j would do something else without a word', (options, at) => {
    expect(() => createExample(letterAdapter, plan, options as ExampleOptions)).toThrow(
      expect.objectContaining({ code: 'NAME_UNKNOWN', at, fix: expect.stringContaining('give one of: ') }),
    );
  });

  it('are refused for the side that is filled up', () => {
    const options = { paddingId: 0, side: 'Left' } as unknown as CollateOptions;
    expect(() => collate([createExample(letterAdapter, plan)], options)).toThrow(
      expect.objectContaining({ code: 'NAME_UNKNOWN', at: 'side' }),
    );
  });
});

it('a maximum length that is no number is refused, since every example would fit it', () => {
  expect(() => createExample(letterAdapter, plan, { maximumLength: Number.NaN })).toThrow(
    expect.objectContaining({ code: 'LENGTH_INVALID', at: 'maximumLength' }),
  );
});
