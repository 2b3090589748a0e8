import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLabeler } from '../labels/labeler.js';
import { createCameraFrame } from './camera-frame.js';
import type { Frame } from './frame.js';
import { rotationMatrix } from './rotation.js';

function word(frame: Frame, object: readonly [number, number, number]): string {
  return createLabeler({ frame }).label({ object, effector: [0, 0, 0], grasped: false }).answer;
}

// LIBERO's table-top arena: quaternion of the camera "agentview" (real part first), MuJoCo's camera axes.
const agentView = Object.freeze({ w: 0.638, x: 0.3048, y: 0.3048, z: 0.638 });

/** A camera above the table, the picture's right +y and its upper edge −x, turned about its own axes by degrees. */
function overhead(pitch: number, roll: number): readonly number[] {
  const [a, b] = [pitch, roll].map((degrees) => (degrees * Math.PI) / 180);
  const [c, s, d, t] = [Math.cos(a ?? 0), Math.sin(a ?? 0), Math.cos(b ?? 0), Math.sin(b ?? 0)];
  // Columns: right, picture's up, towards the camera.
  const right = [-t * s, d, -t * c];
  const pictureUp = [-c, 0, s];
  const towards = [d * s, t, d * c];
  return [0, 1, 2].flatMap((row) => [right[row] ?? 0, pictureUp[row] ?? 0, towards[row] ?? 0]);
}

describe('createCameraFrame', () => {
  it('through LIBERO’s agent-view camera is the libero frame', () => {
    const frame = createCameraFrame({ rotation: agentView, axes: 'opengl' });
    const part = fc.integer({ min: -99, max: 99 });
    fc.assert(
      fc.property(part, part, part, (x, y, z) => {
        const sizes = [x, y, z].map(Math.abs).sort((one, other) => one - other);
        fc.pre((sizes[2] ?? 0) > (sizes[1] ?? 0) + 1);
        const object = [x / 100, y / 100, z / 100] as const;
        expect(word(frame, object)).toBe(
          word({ x: ['front', 'back'], y: ['right', 'left'], z: ['up', 'down'] }, object),
        );
      }),
    );
  });

  it('takes OpenCV axes for the same camera', () => {
    const [a, b, c, d, e, f, g, h, i] = rotationMatrix(agentView);
    const openCv = [a, -b, -c, d, -e, -f, g, -h, -i];
    const frame = createCameraFrame({ rotation: openCv, axes: 'opencv' });
    createCameraFrame({ rotation: agentView, axes: 'opengl' }).rotation?.forEach((value, index) => {
      expect(frame.rotation?.[index]).toBeCloseTo(value, 9);
    });
  });

  it('speaks of the picture’s own axes where no direction is up', () => {
    // Looks straight down; the picture's upper edge lies towards +x, so its right is −y.
    const rotation = [0, 1, 0, -1, 0, 0, 0, 0, 1];
    const frame = createCameraFrame({ rotation, axes: 'opengl', up: null });
    expect(word(frame, [0, -1, 0])).toBe('right');
    expect(word(frame, [1, 0, 0])).toBe('up');
    expect(word(frame, [0, 0, 1])).toBe('front');
  });

  it.each([
    ['upright', 'right', 'up'],
    ['mirrored', 'left', 'up'],
    ['flipped', 'right', 'down'],
    ['rotated-180', 'left', 'down'],
  ] as const)('speaks of the axes of %s pictures where no direction is up', (image, right, up) => {
    const frame = createCameraFrame({
      rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1],
      axes: 'opengl',
      up: null,
      image,
    });
    expect(word(frame, [0.2, 0, 0])).toBe(right);
    expect(word(frame, [0, 0.2, 0])).toBe(up);
    expect(word(frame, [0, 0, 0.2])).toBe('front');
  });

  it('from straight above has the viewer at the picture’s lower edge', () => {
    const rotation = [0, 1, 0, -1, 0, 0, 0, 0, 1];
    const frame = createCameraFrame({ rotation, axes: 'opengl' });
    expect(word(frame, [0, -1, 0])).toBe('right');
    expect(word(frame, [-1, 0, 0])).toBe('front');
    expect(word(frame, [0, 0, 1])).toBe('up');
  });

  it.each([
    ['about the picture’s right', -0.5, 0],
    ['about the picture’s right, the other way', 2, 0],
    ['past the vertical', -2, 0],
    ['to one side', 0, 1],
    ['to the other side', 0, -1],
    ['both ways', -25, 5],
  ])('from above keeps right on the picture’s right where it is tilted %s', (_, pitch, roll) => {
    const frame = createCameraFrame({ rotation: overhead(pitch, roll), axes: 'opengl' });
    expect(word(frame, [0, 0.2, 0])).toBe('right');
    expect(word(frame, [0.2, 0, 0])).toBe('front');
    expect(word(frame, [0, 0, 0.2])).toBe('up');
  });

  it('upside down has right on the picture’s right and front towards the camera', () => {
    const frame = createCameraFrame({ rotation: [0, 0, 1, -1, 0, 0, 0, -1, 0], axes: 'opengl' });
    expect(word(frame, [0, 0.2, 0])).toBe('left');
    expect(word(frame, [0.2, 0, 0])).toBe('front');
    expect(word(frame, [0, 0, 0.2])).toBe('up');
  });

  it('takes the viewer’s right where the picture lies on its side', () => {
    // Looks along −x and a little down or up, the picture's right being the world's up.
    for (const pitch of [-0.02, 0, 0.02]) {
      const [c, s] = [Math.cos(pitch), Math.sin(pitch)];
      const frame = createCameraFrame({ rotation: [-s, 0, c, 0, -1, 0, c, 0, s], axes: 'opengl' });
      expect(word(frame, [0, 0.2, 0])).toBe('right');
      expect(word(frame, [0.2, 0, 0])).toBe('front');
    }
  });

  it('exchanges left and right for pictures that are turned', () => {
    const frame = createCameraFrame({ rotation: agentView, axes: 'opengl', image: 'rotated-180' });
    expect(word(frame, [0, 0.2, 0])).toBe('left');
    expect(word(frame, [0, 0, 0.2])).toBe('up');
    expect(frame.image).toBe('rotated-180');
  });

  it('refuses an up vector without a direction', () => {
    for (const up of [[0, 0, 0] as const, [Number.NaN, 0, 1] as const]) {
      expect(() => createCameraFrame({ rotation: agentView, axes: 'opengl', up })).toThrow(
        expect.objectContaining({ code: 'FRAME_ROTATION' }),
      );
    }
  });

  it('refuses axes of callers without types, which it would take for OpenCV’s', () => {
    const axes = 'ros' as unknown as 'opencv';
    expect(() => createCameraFrame({ rotation: agentView, axes })).toThrow(
      expect.objectContaining({ code: 'FRAME_SYNTAX', at: 'axes' }),
    );
  });
});
