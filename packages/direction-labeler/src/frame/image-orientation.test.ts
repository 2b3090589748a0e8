import { describe, expect, it } from 'vitest';
import { frames } from './frame.js';
import { findOrientationMismatch, type ImageOrientation, orientFrame } from './image-orientation.js';

const orientations: readonly ImageOrientation[] = ['upright', 'rotated-180', 'mirrored', 'flipped'];

describe('findOrientationMismatch', () => {
  it('reports pictures turned by 180° under labels that are not', () => {
    const mismatch = findOrientationMismatch(frames.libero, 'rotated-180');
    expect(mismatch).toMatchObject({ reason: 'image-orientation', words: ['right', 'left'] });
    expect(mismatch?.detail).toContain('right and left are exchanged');
    expect(mismatch?.fix).toContain("orientFrame(frame, 'rotated-180')");
  });

  it('is content with pictures whose sides are the labels’, also upside down', () => {
    expect(findOrientationMismatch(frames.libero, 'upright')).toBeNull();
    expect(findOrientationMismatch(frames.libero, 'flipped')).toBeNull();
    expect(findOrientationMismatch({ ...frames.libero, image: 'mirrored' }, 'rotated-180')).toBeNull();
  });
});

describe("up and down that are the picture's", () => {
  const pictured = { ...frames.libero, height: 'picture' } as const;

  it.each([
    ['mirrored', ['right', 'left'], 'right and left are exchanged'],
    ['flipped', ['up', 'down'], 'up and down are exchanged'],
    ['rotated-180', ['right', 'left', 'up', 'down'], 'right and left, up and down are exchanged'],
  ] as const)('do not fit %s pictures', (pictures, words, detail) => {
    const mismatch = findOrientationMismatch(pictured, pictures);
    expect(mismatch).toMatchObject({ words, detail: expect.stringContaining(detail) });
    expect(orientFrame(pictured, pictures)).toMatchObject({
      x: ['front', 'back'],
      y: pictures === 'flipped' ? ['right', 'left'] : ['left', 'right'],
      z: pictures === 'mirrored' ? ['up', 'down'] : ['down', 'up'],
    });
  });
});

describe('orientFrame', () => {
  it.each(['world', 'picture'] as const)(
    'mends every mismatch, and comes back: height of the %s',
    (height) => {
      for (const from of orientations) {
        for (const to of orientations) {
          const frame = Object.freeze(orientFrame({ ...frames.libero, height }, from));
          const turned = orientFrame(frame, to);
          expect(findOrientationMismatch(turned, to)).toBeNull();
          expect(orientFrame(turned, from)).toEqual(frame);
        }
      }
    },
  );

  it('leaves up, down, front and back alone', () => {
    expect(orientFrame(frames['authors-real'], 'rotated-180')).toMatchObject({
      x: ['left', 'right'],
      y: frames['authors-real'].y,
      z: frames['authors-real'].z,
    });
  });

  it('refuses orientations of callers without types, which it would take for mirrored', () => {
    const turned = 'rot180' as unknown as ImageOrientation;
    const refused = expect.objectContaining({ code: 'FRAME_SYNTAX', message: 'there is no "rot180"' });
    expect(() => orientFrame(frames.libero, turned)).toThrow(refused);
    expect(() => orientFrame({ ...frames.libero, image: turned }, 'upright')).toThrow(refused);
  });
});
