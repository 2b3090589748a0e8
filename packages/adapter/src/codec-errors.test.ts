import { describe, expect, it } from 'vitest';
import { codecFileError, missingCodec } from './codec-errors.js';
import { InspireError } from './errors.js';

describe('missingCodec', () => {
  it('says which codecs could be given when actions are to be encoded', () => {
    expect(() => missingCodec('bins, vq:PATH').encode([[0]])).toThrow(
      expect.objectContaining({ code: 'CODEC_MISSING', fix: expect.stringContaining('bins, vq:PATH') }),
    );
  });

  it('decodes nothing, and says why', () => {
    expect(missingCodec('bins').decode([1, 2])).toMatchObject({ ok: false, failure: { reason: 'no-codec' } });
  });
});

describe('codecFileError', () => {
  it('tells a file that is missing from one that is damaged', () => {
    const missing = Object.assign(new Error('ENOENT: no such file, open …'), { code: 'ENOENT' });
    expect(codecFileError('a/config.json', missing, 'give it')).toMatchObject({
      ...{ code: 'CODEC_FILE', message: 'a file of the action codec is missing', at: 'a/config.json' },
      ...{ fix: 'give it', cause: missing },
    });
    expect(codecFileError('a/config.json', new SyntaxError('Unexpected end'), '').message).toBe(
      'Unexpected end',
    );
  });

  it('puts the place within the file behind its name', () => {
    const cause = new InspireError({ code: 'VQ_CONFIG', message: 'is no number', at: 'groups' });
    expect(codecFileError('config.json', cause, '').at).toBe('config.json, groups');
  });
});
