import type { GeometryPose, HandPose, SceneCamera, SceneGeometry, SceneShape } from '../scene-geometry.js';

/** A turn about the vertical that needs no sine: 3, 4, 5. */
const turned = [0.8, -0.6, 0, 0.6, 0.8, 0, 0, 0, 1] as const;
const upright = [1, 0, 0, 0, 1, 0, 0, 0, 1] as const;

type Placed = readonly [SceneShape, position: readonly number[], rotation: readonly number[]];

function place(
  shape: SceneShape['shape'],
  size: SceneShape['size'],
  colour: SceneShape['colour'],
  position: readonly number[],
  more: Partial<SceneShape> & { readonly rotation?: readonly number[] } = {},
): Placed {
  const { rotation = upright, ...rest } = more;
  return [{ shape, size, colour, body: 1, object: 1, ...rest }, position, rotation];
}

const placed: readonly Placed[] = [
  place('plane', [0, 0, 0], [0.62, 0.64, 0.66], [0, 0, 0], { pattern: 'tiles', object: 0 }),
  place('box', [0.4, 0.5, 0.02], [0.72, 0.58, 0.42], [0, 0, 0.88], { pattern: 'wood', object: 0 }),
  place('box', [0.02, 0.02, 0.02], [0.82, 0.12, 0.12], [0.1, -0.15, 0.92], { rotation: turned }),
  place('cylinder', [0.02, 0.035, 0], [0.13, 0.6, 0.22], [0, 0.03, 0.935], { object: 2 }),
  place('cylinder', [0.08, 0.006, 0], [0.93, 0.78, 0.1], [0.06, 0.2, 0.906], { object: 3 }),
  place('sphere', [0.03, 0, 0], [0.93, 0.48, 0.08], [-0.15, -0.2, 0.93], { object: 4 }),
  place('capsule', [0.015, 0.03, 0], [0.5, 0.2, 0.62], [0.15, -0.32, 0.945], { object: 5 }),
  place('ellipsoid', [0.05, 0.02, 0.03], [0.92, 0.92, 0.9], [-0.2, 0.1, 0.93], { object: 6, rotation: turned }),
  place('box', [0.02, 0.06, 0.03], [0.8, 0.8, 0.82], [0.1, -0.15, 1.08], { object: 7 }),
];

const shapes = placed.map(([shape]) => shape);

/** One of every shape on a table. */
export const geometry: SceneGeometry = {
  shapes,
  objects: ['background', 'box', 'can', 'plate', 'ball', 'capsule', 'egg', 'hand'],
};

/** Where they are. */
export const pose: GeometryPose = {
  positions: Float64Array.from(placed.flatMap(([, position]) => position)),
  rotations: Float64Array.from(placed.flatMap(([, , rotation]) => rotation)),
};

/** Where the hand is. */
export const hand: HandPose = { position: [0.1, -0.15, 1.04], rotation: upright };

/** From the front, and from the hand; looking 36.87° down, which needs no sine either. */
export const cameras: readonly SceneCamera[] = [
  {
    name: 'agentview',
    position: [0.74, 0, 1.45],
    rotation: [0, -0.6, 0.8, 1, 0, 0, 0, 0.8, 0.6],
    verticalFieldOfView: 0.87,
    mount: 'world',
  },
  {
    name: 'wristview',
    position: [0.08, 0, 0.06],
    rotation: [0, -0.8, 0.6, 1, 0, 0, 0, 0.6, 0.8],
    verticalFieldOfView: 1.3,
    mount: 'hand',
  },
];
