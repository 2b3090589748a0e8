import { describe, expect, it } from 'vitest';
import { manifestExample } from './__fixtures__/manifest-example.js';
import { parseManifest } from './parse-manifest.js';

/** The message for a manifest in which one thing is changed. */
function messageOf(change: Readonly<Record<string, unknown>>): unknown {
  try {
    return parseManifest(JSON.stringify({ ...manifestExample, ...change }));
  } catch (error) {
    return error;
  }
}

describe('a manifest', () => {
  it('is read as it was written', () => {
    expect(parseManifest(JSON.stringify(manifestExample))).toEqual(manifestExample);
  });

  it('says nothing of gripper, normalisation and horizon where the export did not', () => {
    const { actionGripper: _, normalization: _n, horizon: _h, ...training } = manifestExample.training;
    expect(parseManifest(JSON.stringify({ ...manifestExample, training })).training).toEqual({
      ...training,
      ...{ actionGripper: null, normalization: null, horizon: null },
    });
  });

  it.each([
    [
      'an unknown convention of the gripper',
      () => messageOf({ training: { ...manifestExample.training, actionGripper: 'half-open' } }),
      'training.actionGripper: ',
    ],
    [
      'an unknown scheme',
      () => messageOf({ training: { ...manifestExample.training, normalization: 'quantiles' } }),
      'training.normalization: ',
    ],
    ['no JSON', () => parseManifest('{', 'model/inspire-model.json'), 'is no JSON'],
    ['no object', () => parseManifest('7'), 'the manifest: '],
    ['an unknown version', () => messageOf({ formatVersion: 2 }), 'formatVersion: '],
    ['an unknown member', () => messageOf({ colour: 'red' }), 'colour'],
    [
      'a path outside',
      () => messageOf({ statistics: '../secret.json' }),
      'statistics: must be a path within',
    ],
    ['a file without checksum', () => messageOf({ statistics: 'other.json' }), 'files: lacks other.json'],
    [
      'pictures without encoder',
      () => messageOf({ images: { ...images, cameras: ['a', 'a'] } }),
      'images.cameras: ',
    ],
    ['an encoder without pictures', () => messageOf({ images: null }), 'images: must be there exactly where'],
    [
      'a deviation of 0',
      () => messageOf({ images: { ...images, normalizations: [flat] } }),
      'must be above 0',
    ],
  ])('with %s is refused by name', (_, read, message) => {
    let error: unknown;
    try {
      error = read();
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code: 'MANIFEST_INVALID', message: expect.stringContaining(message) });
  });
});

const { images } = manifestExample;
const flat = { mean: [0.5, 0.5, 0.5], standardDeviation: [0, 1, 1] };
