import { describe, expect, it } from 'vitest';
import { manifestExample } from '../manifest/__fixtures__/manifest-example.js';
import type { ManifestImages } from '../manifest/manifest.js';
import { pixelValues } from './pixel-values.js';

const half = { mean: [0.5, 0.5, 0.5], standardDeviation: [0.5, 0.5, 0.5] } as const;
const other = { mean: [0, 0.2, 0.4], standardDeviation: [1, 0.5, 0.25] } as const;

function imagesOf(normalizations: ManifestImages['normalizations']): ManifestImages {
  if (manifestExample.images === null) throw new Error('the example has pictures');
  return { ...manifestExample.images, width: 2, height: 1, normalizations };
}

const picture = { width: 2, height: 1, bytes: Uint8Array.of(0, 51, 255, 255, 102, 0) };

describe('pictures for a vision encoder', () => {
  it('are planes of red, green and blue, for each normalisation', () => {
    const values = pixelValues([['primary', picture]], imagesOf([half, other]));
    const expected = [-1, 1, -0.6, -0.2, 1, -1, 0, 1, 0, 0.4, 2.4, -1.6];
    expect(values.length).toBe(12);
    values.forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 5);
    });
  });

  it('stand one after the other', () => {
    const black = { ...picture, bytes: new Uint8Array(6) };
    const images = imagesOf([half]);
    const both = pixelValues(
      [
        ['primary', black],
        ['wrist', picture],
      ],
      images,
    );
    expect(both.subarray(0, 6)).toEqual(new Float32Array(6).fill(-1));
    expect(both.subarray(6)).toEqual(pixelValues([['wrist', picture]], images));
  });
});
