import { describe, expect, it } from 'vitest';
import { parseHubReference, writeHubReference } from './reference.js';

describe('a hub reference', () => {
  it('is a user, a name and perhaps a revision', () => {
    expect(parseHubReference('hf:lerobot/pusht', 'dataset')).toEqual({
      type: 'dataset',
      name: 'lerobot/pusht',
      revision: null,
    });
    expect(parseHubReference('hf:me/pi0.fast_2@refs/pr/1', 'model')).toEqual({
      type: 'model',
      name: 'me/pi0.fast_2',
      revision: 'refs/pr/1',
    });
  });

  it('is written as it is read', () => {
    for (const text of ['hf:a/b', 'hf:a/b@v3.0']) {
      const reference = parseHubReference(text, 'dataset');
      expect(reference === null ? null : writeHubReference(reference)).toBe(text);
    }
  });

  it('leaves paths alone', () => {
    for (const path of ['lerobot/pusht', './hf', 'folder/hf:x', '-']) {
      expect(parseHubReference(path, 'dataset')).toBeNull();
    }
  });

  it.each([
    'hf:',
    'hf:pusht',
    'hf:a/b/c',
    'hf:../b',
    'hf:a/..',
    'hf:a--b/c',
    'hf:a/b@',
    'hf:a/b@../../x',
    'hf:a/b@v1@{0}',
    'hf:a b/c',
    'hf:a/b?x=1',
  ])('refuses %s', (text) => {
    expect(() => parseHubReference(text, 'dataset')).toThrow(
      expect.objectContaining({ code: 'HUB_REFERENCE', at: text }),
    );
  });
});
