import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../engine/engine.js';
import { createRayScene, type RayPicture } from './__fixtures__/cast-rays.js';
import { lookAt } from './__fixtures__/look-at.js';
import { createRenderer } from './renderer.js';
import type { SceneScan } from './scan.js';

const size = { width: 128, height: 96 };

/** One geom of each kind. */
const geoms = {
  plane: '<geom type="plane" size="1 1 .1"/>',
  box: '<geom type="box" size=".05 .08 .03" pos="0 0 .1" euler="20 30 40"/>',
  cylinder: '<geom type="cylinder" size=".06 .05" pos="0 .15 .1" euler="30 10 0"/>',
  sphere: '<geom type="sphere" size=".07" pos=".1 -.12 .1"/>',
  capsule: '<geom type="capsule" size=".03 .06" pos="-.15 .1 .1" euler="50 20 0"/>',
  ellipsoid: '<geom type="ellipsoid" size=".08 .04 .05" pos="-.1 -.1 .07" euler="50 20 0"/>',
};
const scenes = { ...geoms, 'all of them': Object.values(geoms).join('') };

const cameras = {
  'from the side': lookAt([0.75, 0.1, 0.5], [0, 0, 0.08], 0.7),
  'from near': lookAt([0.15, -0.25, 0.4], [-0.03, 0.03, 0.08], 1),
  'from straight above': lookAt([0, 0, 0.6], [0, 0, 0], 0.9),
};

/** Pixels whose neighbours all show the same geom: rays and triangles may differ by a hair at an edge. */
function inside({ geoms }: RayPicture): readonly number[] {
  const { width, height } = size;
  const isInside = (pixel: number) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    for (const row of [y - 1, y, y + 1]) {
      for (const column of [x - 1, x, x + 1]) {
        const isThere = row >= 0 && row < height && column >= 0 && column < width;
        if (isThere && geoms[row * width + column] !== geoms[pixel]) return false;
      }
    }
    return true;
  };
  return Array.from({ length: width * height }, (_, pixel) => pixel).filter(isInside);
}

/** Shares of pixels, 0 to 1. */
function agreement(rays: RayPicture, scan: SceneScan) {
  const pixels = inside(rays);
  const isSame = (pixel: number) => scan.objects[pixel] === (rays.geoms[pixel] ?? 0) + 1;
  const seen = pixels.filter((pixel) => isSame(pixel) && rays.geoms[pixel] !== -1);
  const isNear = (pixel: number) => Math.abs((scan.depth[pixel] ?? 0) - (rays.depth[pixel] ?? 0)) < 0.001;
  const all = Array.from(scan.objects.keys());
  return {
    everywhere: all.filter(isSame).length / all.length,
    offEdges: pixels.filter(isSame).length / pixels.length,
    depth: seen.filter(isNear).length / seen.length,
    seen: seen.length,
  };
}

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});
afterAll(() => {
  expect(engine.messages).toEqual([]);
});

describe.each(Object.entries(scenes))('a scan of %s', (_, xml) => {
  it.each(Object.entries(cameras))('is what the engine’s own rays hit, %s', (_name, camera) => {
    const scene = createRayScene(engine, `<mujoco><worldbody>${xml}</worldbody></mujoco>`);
    const scan = createRenderer({ geometry: scene.geometry, size }).scan(scene.pose, camera);
    const { everywhere, offEdges, depth, seen } = agreement(scene.cast(camera, size), scan);
    scene.close();
    expect(seen).toBeGreaterThan(40);
    expect(offEdges).toBeGreaterThan(0.9999);
    expect(everywhere).toBeGreaterThan(0.995);
    // Where a ray grazes a round side, a fifth of a millimetre of surface is more of depth: one pixel or two.
    expect(depth).toBeGreaterThan(seen > 1000 ? 0.99 : 0.98);
  });
});

describe('a camera on the hand', () => {
  it('sees what rays from where the hand holds it hit', () => {
    const scene = createRayScene(engine, `<mujoco><worldbody>${scenes['all of them']}</worldbody></mujoco>`);
    const down = lookAt([0.09, 0, 0.08], [0, 0, -0.2], 1.2);
    const camera = { ...down, mount: 'hand' } as const;
    // Turned by 90° about the vertical.
    const hand = { position: [0.05, -0.05, 0.4], rotation: [0, -1, 0, 1, 0, 0, 0, 0, 1] };
    const scan = createRenderer({ geometry: scene.geometry, size }).scan(scene.pose, camera, hand);
    const { offEdges, depth } = agreement(scene.cast(camera, size, hand), scan);
    scene.close();
    expect(offEdges).toBeGreaterThan(0.9999);
    expect(depth).toBeGreaterThan(0.99);
  });
});
