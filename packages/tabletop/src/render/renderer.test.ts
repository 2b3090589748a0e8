import { InspireError } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookAt } from './__fixtures__/look-at.js';
import { cameraExtrinsics, cameraIntrinsics } from './camera.js';
import { createRenderer } from './renderer.js';
import type { GeometryPose, SceneGeometry, SceneShape } from './scene-geometry.js';
import { cosine, sine } from './trigonometry.js';

const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1];
const size = { width: 64, height: 48 };

function scene(...placed: readonly (readonly [Partial<SceneShape>, readonly [number, number, number]])[]) {
  const shapes = placed.map(([shape], index): SceneShape => {
    return {
      shape: 'box',
      size: [0.1, 0.1, 0.1],
      colour: [0.8, 0.1, 0.1],
      body: 1,
      object: index + 1,
      ...shape,
    };
  });
  const geometry: SceneGeometry = {
    shapes,
    objects: ['background', ...shapes.map((_, index) => `${index}`)],
  };
  const pose: GeometryPose = {
    positions: Float64Array.from(placed.flatMap(([, position]) => position)),
    rotations: Float64Array.from(placed.flatMap(() => identity)),
  };
  return { geometry, pose };
}

const floor = [{ shape: 'plane', size: [0, 0, 0], colour: [0.6, 0.6, 0.6], object: 0 }, [0, 0, 0]] as const;

/** Mean of the three channels of a pixel. */
function brightness({ bytes }: { bytes: Uint8Array }, column: number, row: number): number {
  const at = (row * size.width + column) * 3;
  return ((bytes[at] ?? 0) + (bytes[at + 1] ?? 0) + (bytes[at + 2] ?? 0)) / 3;
}

describe('a picture', () => {
  it('shows a point where intrinsics and extrinsics put it', () => {
    const size = { width: 160, height: 120 };
    const coordinate = fc.double({ min: -0.3, max: 0.3, noNaN: true });
    const point = fc.tuple(coordinate, coordinate, coordinate);
    const eye = fc.tuple(
      fc.double({ min: 0.8, max: 1.5, noNaN: true }),
      coordinate,
      fc.double({ min: 0.2, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(point, eye, fc.double({ min: 0.6, max: 1.4, noNaN: true }), (position, from, angle) => {
        const { geometry, pose } = scene([{ shape: 'sphere', size: [0.04, 0, 0] }, position]);
        const camera = lookAt(from, [0, 0, 0], angle);
        const { depth, objects } = createRenderer({ geometry, size }).scan(pose, camera);
        const matrix = cameraExtrinsics(camera);
        const [x = 0, y = 0, z = 0] = [0, 4, 8].map((row) =>
          [...position, 1].reduce((sum, value, index) => sum + value * (matrix[row + index] ?? 0), 0),
        );
        const { fx, fy, cx, cy } = cameraIntrinsics(camera, size);
        const column = Math.round((fx * x) / z + cx);
        const row = Math.round((fy * y) / z + cy);
        fc.pre(column >= 0 && column < size.width && row >= 0 && row < size.height);
        expect(objects[row * size.width + column]).toBe(1);
        // Its front is its radius nearer than its middle, or a little less beside the line of sight.
        expect(Math.abs(z - (depth[row * size.width + column] ?? 0) - 0.035)).toBeLessThan(0.009);
      }),
    );
  });

  it('is upright: what is above, or at the +y side of a camera that looks along −x, is above or right', () => {
    const { geometry, pose } = scene([{}, [0, 0, 0.5]], [{}, [0, 0.5, 0]]);
    const { objects } = createRenderer({ geometry, size }).scan(pose, lookAt([2, 0, 0], [0, 0, 0]));
    const middles = [1, 2].map((object) => {
      const pixels = [...objects.keys()].filter((pixel) => objects[pixel] === object);
      const mean = (of: (pixel: number) => number) =>
        pixels.reduce((sum, pixel) => sum + of(pixel), 0) / pixels.length;
      return [mean((pixel) => pixel % size.width), mean((pixel) => Math.floor(pixel / size.width))];
    });
    expect(middles[0]?.[1]).toBeLessThan(size.height / 2 - 5);
    expect(middles[1]?.[0]).toBeGreaterThan(size.width / 2 + 5);
  });

  it('turns with its camera: half a turn about the line of sight turns every object and depth', () => {
    const boxes = [
      [{}, [0, 0.1, 0.2]],
      [{ shape: 'sphere', size: [0.1, 0, 0] }, [0.1, -0.2, 0]],
    ] as const;
    const { geometry, pose } = scene(floor, ...boxes);
    const camera = lookAt([1, 0.3, 0.8], [0, 0, 0.1]);
    const turned = {
      ...camera,
      rotation: camera.rotation.map((value, index) => (index % 3 === 2 ? value : -value)),
    };
    const renderer = createRenderer({ geometry, size });
    const [one, other] = [renderer.scan(pose, camera), renderer.scan(pose, turned)];
    const differing = [...one.objects.keys()].filter(
      (pixel) => one.objects[pixel] !== other.objects[one.objects.length - 1 - pixel],
    );
    expect(differing.length).toBeLessThanOrEqual(2);
    expect(new Set(one.objects).size).toBe(3);
  });

  it('keeps its near things whole where they reach behind the camera', () => {
    const { geometry, pose } = scene(floor);
    // The floor begins under the camera and ends at the horizon, in the middle of the picture.
    const { depth } = createRenderer({ geometry, size }).scan(pose, lookAt([0, 0, 0.3], [-1, 0, 0.3]));
    const rows = [...depth.keys()]
      .filter((pixel) => Number.isFinite(depth[pixel]))
      .map((pixel) => Math.floor(pixel / size.width));
    expect(Math.min(...rows)).toBe(size.height / 2);
    expect(rows.length).toBe((size.width * size.height) / 2);
  });

  it('has shadows only where something stands before the lamp', () => {
    const over = [{ size: [0.1, 0.1, 0.01] }, [0, 0, 0.3]] as const;
    const { geometry, pose } = scene(floor, over);
    const shadows = { centre: [0, 0, 0], radius: 0.6 } as const;
    // From below the board, so that it does not hide its shadow.
    const camera = lookAt([0.5, 0, 0.2], [-0.1, 0.13, 0], 1.2);
    const shade = createRenderer({ geometry, size, shadows }).render(pose, camera);
    const light = createRenderer({ geometry, size, shadows: false }).render(pose, camera);
    const ratio = (column: number, row: number) =>
      brightness(shade, column, row) / brightness(light, column, row);
    expect(ratio(32, 24)).toBeLessThan(0.75);
    expect(ratio(4, 44)).toBe(1);
  });

  it('has no specks: lit faces of lone solids are as bright with shadows as without', () => {
    for (const shape of ['box', 'cylinder', 'sphere', 'capsule', 'ellipsoid'] as const) {
      const { geometry, pose } = scene([{ shape }, [0, 0, 0]]);
      const camera = lookAt([0.7, -0.4, 0.6], [0, 0, 0], 0.6);
      const shade = createRenderer({ geometry, size }).render(pose, camera);
      const light = createRenderer({ geometry, size, shadows: false }).render(pose, camera);
      const darkest = Math.min(
        ...Array.from(shade.bytes, (value, index) => value - (light.bytes[index] ?? 0)),
      );
      expect(darkest, shape).toBeGreaterThan(-6);
    }
  });

  it('is new memory each time, and the same bits', () => {
    const { geometry, pose } = scene(floor, [{}, [0, 0, 0.1]]);
    const renderer = createRenderer({ geometry, size });
    const cameras = [lookAt([1, 0, 0.5], [0, 0, 0]), lookAt([0.3, 0.3, 0.5], [0, 0, 0])];
    const [first, second] = renderer.renderAll(pose, cameras);
    const copy = first?.bytes.slice();
    expect(renderer.render(pose, cameras[1] as (typeof cameras)[number]).bytes).toEqual(second?.bytes);
    expect(first?.bytes).toEqual(copy);
    expect(createRenderer({ geometry, size }).renderAll(pose, cameras)[0]?.bytes).toEqual(copy);
  });
});

describe('what cannot be drawn', () => {
  const { geometry, pose } = scene([{}, [0, 0, 0]]);
  const camera = lookAt([1, 0, 0], [0, 0, 0]);

  it.each([
    ['a size of no pixels', { size: 0 }, 'RENDER_OPTIONS'],
    ['half a sample', { supersampling: 1.5 }, 'RENDER_OPTIONS'],
    ['an empty region', { shadows: { centre: [0, 0, 0], radius: 0 } as const }, 'RENDER_OPTIONS'],
  ])('is refused: %s', (_, options, code) => {
    expect(() => createRenderer({ geometry, size: 64, ...options })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('is refused: a pose of another scene, a camera without its hand, a scene beyond all bounds', () => {
    const renderer = createRenderer({ geometry, size: 64 });
    const other = { positions: new Float64Array(6), rotations: new Float64Array(18) };
    expect(() => renderer.render(other, camera)).toThrow(expect.objectContaining({ code: 'RENDER_POSE' }));
    expect(() => renderer.render(pose, { ...camera, mount: 'hand' })).toThrow(InspireError);
    const crowd = Array.from({ length: 3000 }, () => geometry.shapes[0] as SceneShape);
    expect(() => createRenderer({ geometry: { shapes: crowd, objects: [] }, size: 64 })).toThrow(
      expect.objectContaining({ code: 'SCENE_TOO_LARGE' }),
    );
  });
});

describe('sine and cosine', () => {
  it('are those of Math but for the last bits', () => {
    fc.assert(
      fc.property(fc.double({ min: -2 * Math.PI, max: 2 * Math.PI, noNaN: true }), (angle) => {
        expect(Math.abs(sine(angle) - Math.sin(angle))).toBeLessThan(1e-13);
        expect(Math.abs(cosine(angle) - Math.cos(angle))).toBeLessThan(1e-13);
      }),
    );
  });
});
