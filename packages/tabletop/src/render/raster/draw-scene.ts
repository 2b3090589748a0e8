import type { SceneMesh } from '../mesh/scene-mesh.js';
import type { PlacedCorners } from '../place-corners.js';
import type { GeometryPose } from '../scene-geometry.js';
import { clipTriangle, cornerValues } from './clip-triangle.js';
import { fillTriangle, type SampleGrid } from './fill-triangle.js';
import { twiceArea, writeSlope } from './slope.js';
import { isOutside, nearest, type View } from './view.js';

/** What the triangles that were drawn look like on the grid, by the numbers that stand in it. */
export interface DrawnTriangles {
  /** Slopes of 1/depth, of the lamp's light and of all other light [triangles × 9]. */
  readonly slopes: Float64Array;
  /** Shape of each. */
  readonly shape: Uint16Array;
}

/** Draws a scene as a camera sees it. */
export interface SceneDrawer {
  /** Clears the grid and draws; numbers in it then count from 1, 0 is the background. */
  draw(grid: SampleGrid, placed: PlacedCorners, pose: GeometryPose, view: View): DrawnTriangles;
}

/** Makes a drawer with room for all triangles of a scene, also those cut in two by the nearest plane. */
export function createSceneDrawer(mesh: SceneMesh): SceneDrawer {
  const capacity = 2 * (mesh.triangles.length / 3) + 1;
  const drawn = { slopes: new Float64Array(capacity * 9), shape: new Uint16Array(capacity) };
  const state: DrawState = {
    mesh,
    seen: new Float64Array((mesh.positions.length / 3) * 3),
    polygon: new Float64Array(4 * cornerValues),
    corners: new Float64Array(6),
    drawn,
    count: 0,
  };
  return {
    draw(grid, placed, pose, view) {
      grid.nearness.fill(0);
      grid.triangle.fill(0);
      state.count = 0;
      for (let shape = 0; shape < mesh.radius.length; shape += 1)
        drawShape(state, grid, placed, view, pose, shape);
      return drawn;
    },
  };
}

interface DrawState {
  readonly mesh: SceneMesh;
  /** Corners in front of the camera [corners × 3]: right, down, depth; metres. */
  readonly seen: Float64Array;
  /** A triangle on its way to the grid [4 × 5]. */
  readonly polygon: Float64Array;
  /** The same in samples [3 × 2]. */
  readonly corners: Float64Array;
  readonly drawn: DrawnTriangles;
  count: number;
}

function drawShape(
  state: DrawState,
  grid: SampleGrid,
  placed: PlacedCorners,
  view: View,
  pose: GeometryPose,
  shape: number,
): void {
  const { mesh } = state;
  const x = pose.positions[shape * 3] as number;
  const y = pose.positions[shape * 3 + 1] as number;
  const z = pose.positions[shape * 3 + 2] as number;
  if (isOutside(view, x, y, z, mesh.radius[shape] as number)) return;
  lookAt(
    state.seen,
    placed.positions,
    view,
    mesh.firstCorner[shape] as number,
    mesh.firstCorner[shape + 1] as number,
  );
  const end = mesh.firstTriangle[shape + 1] as number;
  for (let triangle = mesh.firstTriangle[shape] as number; triangle < end; triangle += 1) {
    drawTriangle(state, grid, placed, view, shape, triangle);
  }
}

/** Turns corners [from, to) into the camera's axes. */
function lookAt(seen: Float64Array, positions: Float64Array, view: View, from: number, to: number): void {
  const [px, py, pz] = view.position;
  const [r0, r1, r2, r3, r4, r5, r6, r7, r8] = view.rotation as unknown as Matrix;
  for (let at = from * 3; at < to * 3; at += 3) {
    const x = (positions[at] as number) - px;
    const y = (positions[at + 1] as number) - py;
    const z = (positions[at + 2] as number) - pz;
    seen[at] = r0 * x + r3 * y + r6 * z;
    seen[at + 1] = -(r1 * x + r4 * y + r7 * z);
    seen[at + 2] = -(r2 * x + r5 * y + r8 * z);
  }
}

function drawTriangle(
  state: DrawState,
  grid: SampleGrid,
  placed: PlacedCorners,
  view: View,
  shape: number,
  triangle: number,
): void {
  const { polygon, seen, mesh } = state;
  let inFront = 0;
  for (let corner = 0; corner < 3; corner += 1) {
    const index = mesh.triangles[triangle * 3 + corner] as number;
    const at = corner * cornerValues;
    polygon[at] = seen[index * 3] as number;
    polygon[at + 1] = seen[index * 3 + 1] as number;
    polygon[at + 2] = seen[index * 3 + 2] as number;
    polygon[at + 3] = placed.lamp[index] as number;
    polygon[at + 4] = placed.ambient[index] as number;
    if ((polygon[at + 2] as number) >= nearest) inFront += 1;
  }
  if (inFront === 0) return;
  const count = inFront === 3 ? 3 : clipTriangle(polygon);
  addTriangle(state, grid, view, shape, [0, 1, 2]);
  if (count === 4) addTriangle(state, grid, view, shape, [0, 2, 3]);
}

/** Draws three corners of the polygon, unless they are seen from behind. */
function addTriangle(
  state: DrawState,
  grid: SampleGrid,
  view: View,
  shape: number,
  [first, second, third]: readonly [number, number, number],
): void {
  const { polygon, corners, drawn } = state;
  const [a, b, c] = [first * cornerValues, second * cornerValues, third * cornerValues];
  const nearness = [
    project(polygon, a, view, corners, 0),
    project(polygon, b, view, corners, 2),
    project(polygon, c, view, corners, 4),
  ] as const;
  const area = twiceArea(corners);
  if (area >= -smallest) return;
  state.count += 1;
  const at = state.count * 9;
  writeSlope(drawn.slopes, at, corners, area, nearness);
  writeSlope(drawn.slopes, at + 3, corners, area, [
    polygon[a + 3] as number,
    polygon[b + 3] as number,
    polygon[c + 3] as number,
  ]);
  writeSlope(drawn.slopes, at + 6, corners, area, [
    polygon[a + 4] as number,
    polygon[b + 4] as number,
    polygon[c + 4] as number,
  ]);
  drawn.shape[state.count] = shape;
  fillTriangle(grid, corners, drawn.slopes, at, state.count);
}

/** Writes where a corner is on the grid and gives 1/depth. */
function project(polygon: Float64Array, at: number, view: View, corners: Float64Array, to: number): number {
  const nearness = 1 / (polygon[at + 2] as number);
  corners[to] = view.centreX + view.focal * (polygon[at] as number) * nearness;
  corners[to + 1] = view.centreY + view.focal * (polygon[at + 1] as number) * nearness;
  return nearness;
}

/** Twice the area, in samples, below which a triangle hides no sample worth the name. */
const smallest = 1e-9;

type Matrix = readonly [number, number, number, number, number, number, number, number, number];
