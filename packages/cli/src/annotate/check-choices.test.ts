import { describe, expect, it } from 'vitest';
import { annotate } from './annotate.js';
import { checkChoices } from './check-choices.js';
import type { AnnotateOptions } from './options.js';

const tokens = { adapter: 'minivla-vq', tokenizer: 'any' };

describe('checkChoices', () => {
  it.each([
    ['from', { from: 'hdf5' }],
    ['to', { to: 'lerobot' }],
    ['formulation', { formulation: 'direction' }],
    ['order', { order: 'question-first' }],
    ['words', { words: 'toString' }],
    ['positions', { positions: 'gripper_events' }],
    ['imageOrientation', { imageOrientation: 'up' }],
    ['noOps', { noOps: 'leave' }],
    ['compatibility', { compatibility: 'author' }],
    ['languageEvents', { languageEvents: 'each' }],
    ['jobs', { jobs: 0 }],
    ['imageSize', { imageSize: Number.NaN }],
    ['imageSize', { imageSize: 99_999 }],
    ['tokens.mask', { tokens: { ...tokens, mask: 'span' } }],
    ['tokens.normalization', { tokens: { ...tokens, normalization: 'q99' } }],
    ['tokens.horizon', { tokens: { ...tokens, horizon: 1.5 } }],
  ])('refuses %s that cannot be', (at, options) => {
    const given = options as unknown as Partial<AnnotateOptions>;
    expect(() => checkChoices(given)).toThrow(expect.objectContaining({ code: 'USAGE', at }));
  });

  it('takes what is left out, and the names that there are', () => {
    checkChoices({});
    checkChoices({
      to: 'rlds',
      positions: 'scene',
      noOps: 'drop',
      jobs: 2,
      tokens: { ...tokens, horizon: 8 },
    });
  });

  it.each([
    ['output', { source: 'libero', out: 'annotated' }],
    ['source', { output: 'annotated' }],
    ['output', { source: 'libero', output: '' }],
  ])('refuses options without %s', async (at, options) => {
    const given = options as unknown as AnnotateOptions;
    await expect(annotate(given)).rejects.toMatchObject({
      code: 'USAGE',
      at,
      fix: 'give the path of a dataset',
    });
  });

  it('comes before anything is read', async () => {
    const options = { source: 'no-such-file', output: 'none', order: 'last' } as unknown as AnnotateOptions;
    await expect(annotate(options)).rejects.toMatchObject({ code: 'USAGE', at: 'order' });
  });
});
