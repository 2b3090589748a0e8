import type { Light, ShadowRegion } from './light.js';
import type { SceneMesh } from './mesh/scene-mesh.js';
import type { PlacedCorners } from './place-corners.js';
import { createSampleGrid, fillTriangle, type SampleGrid } from './raster/fill-triangle.js';
import { twiceArea, writeSlope } from './raster/slope.js';

/** The scene as the lamp sees it, from far away: what is nearest to the lamp at each of size × size cells. */
export interface ShadowMap {
  readonly size: number;
  /** Height of the nearest far side [size × size], metres towards the lamp from the region's middle. */
  readonly height: Float32Array;
  /** Rows that take a world point [x, y, z, 1] to column and row (cells) and height (metres) [3 × 4]. */
  readonly transform: Float64Array;
  /** Draws the scene's shadows. */
  draw(placed: PlacedCorners): void;
}

/** Height of a cell with nothing in it. */
const empty = -1e9;

/**
 * Makes a shadow map of a region; what is outside of it casts none and is lit.
 *
 * Only faces that look away from the lamp are drawn. They lie under the lit face of their own solid by its whole
 * thickness, so a lit face can never shade itself, whatever the size of the cells. Planes have no far side and cast no
 * shadow.
 */
export function createShadowMap(mesh: SceneMesh, light: Light, region: ShadowRegion, size = 256): ShadowMap {
  const grid = createSampleGrid(size, size);
  const transform = lampTransform(light, region, size);
  const corners = new Float64Array(6);
  const slopes = new Float64Array(3);
  const lit = new Float64Array(mesh.positions.length);
  const isSolid = solidTriangles(mesh);
  return {
    size,
    height: grid.nearness,
    transform,
    draw(placed) {
      grid.nearness.fill(empty);
      transformPoints(lit, placed.positions, transform);
      for (let triangle = 0; triangle < isSolid.length; triangle += 1) {
        if (isSolid[triangle] === 1) drawFarSide(grid, mesh.triangles, triangle, lit, corners, slopes);
      }
    },
  };
}

function drawFarSide(
  grid: SampleGrid,
  triangles: Uint32Array,
  triangle: number,
  lit: Float64Array,
  corners: Float64Array,
  slopes: Float64Array,
): void {
  // Second and third corner change places, so that faces that look away wind as fillTriangle wants them.
  const a = (triangles[triangle * 3] as number) * 3;
  const b = (triangles[triangle * 3 + 2] as number) * 3;
  const c = (triangles[triangle * 3 + 1] as number) * 3;
  corners[0] = lit[a] as number;
  corners[1] = lit[a + 1] as number;
  corners[2] = lit[b] as number;
  corners[3] = lit[b + 1] as number;
  corners[4] = lit[c] as number;
  corners[5] = lit[c + 1] as number;
  const area = twiceArea(corners);
  if (area > -1e-6) return;
  writeSlope(slopes, 0, corners, area, [lit[a + 2] as number, lit[b + 2] as number, lit[c + 2] as number]);
  fillTriangle(grid, corners, slopes, 0, 0);
}

/** World to cells: the lamp looks down its axis, the region's middle is in the middle of the map. */
function lampTransform({ towardsLamp }: Light, { centre, radius }: ShadowRegion, size: number): Float64Array {
  const [x, y, z] = towardsLamp;
  const flat = Math.sqrt(x * x + y * y);
  const right = flat < 1e-6 ? [1, 0, 0] : [-y / flat, x / flat, 0];
  const up = flat < 1e-6 ? [0, 1, 0] : [(-z * x) / flat, (-z * y) / flat, flat];
  const scale = size / (2 * radius);
  const row = (axis: readonly number[], factor: number, offset: number) => {
    const scaled = axis.map((value) => value * factor);
    return [
      ...scaled,
      offset - scaled.reduce((sum, value, index) => sum + value * (centre[index] as number), 0),
    ];
  };
  return Float64Array.from([
    ...row(right, scale, size / 2),
    ...row(up, -scale, size / 2),
    ...row(towardsLamp, 1, 0),
  ]);
}

function transformPoints(target: Float64Array, points: Float64Array, transform: Float64Array): void {
  const [a, b, c, d, e, f, g, h, i, j, k, l] = Array.from(transform) as unknown as Rows;
  for (let at = 0; at < points.length; at += 3) {
    const x = points[at] as number;
    const y = points[at + 1] as number;
    const z = points[at + 2] as number;
    target[at] = a * x + b * y + c * z + d;
    target[at + 1] = e * x + f * y + g * z + h;
    target[at + 2] = i * x + j * y + k * z + l;
  }
}

/** 1 for every triangle of a solid, 0 for those of planes, which have one corner per quarter. */
function solidTriangles(mesh: SceneMesh): Uint8Array {
  const isSolid = new Uint8Array(mesh.triangles.length / 3);
  for (let shape = 0; shape < mesh.radius.length; shape += 1) {
    const [from = 0, to = 0] = mesh.firstTriangle.subarray(shape, shape + 2);
    if (to - from > 2) isSolid.fill(1, from, to);
  }
  return isSolid;
}

type Rows = readonly [
  ...[number, number, number, number],
  ...[number, number, number, number],
  ...[number, number, number, number],
];
