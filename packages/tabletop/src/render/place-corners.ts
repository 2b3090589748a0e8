import type { Light } from './light.js';
import { lightStrength } from './light.js';
import type { SceneMesh } from './mesh/scene-mesh.js';
import type { GeometryPose } from './scene-geometry.js';

/** The corners of a scene at one moment: where they are, and the light that falls on them. */
export interface PlacedCorners {
  /** World frame [corners × 3], metres. */
  readonly positions: Float64Array;
  /** Light of the lamp that casts shadows [corners], linear, 0 where the face looks away from it. */
  readonly lamp: Float64Array;
  /** All other light [corners], linear. */
  readonly ambient: Float64Array;
}

/** Room for the corners of a scene. */
export function createPlacedCorners(mesh: SceneMesh): PlacedCorners {
  const corners = mesh.positions.length / 3;
  return {
    positions: new Float64Array(corners * 3),
    lamp: new Float64Array(corners),
    ambient: new Float64Array(corners),
  };
}

/** Moves every shape to its place and lights its corners. */
export function placeCorners(placed: PlacedCorners, mesh: SceneMesh, pose: GeometryPose, light: Light): void {
  for (let shape = 0; shape < mesh.radius.length; shape += 1) placeShape(placed, mesh, pose, light, shape);
}

function placeShape(
  { positions, lamp, ambient }: PlacedCorners,
  mesh: SceneMesh,
  pose: GeometryPose,
  { towardsLamp, towardsFill }: Light,
  shape: number,
): void {
  const [r0, r1, r2, r3, r4, r5, r6, r7, r8] = slice(pose.rotations, shape * 9, 9) as unknown as Matrix;
  const [px, py, pz] = slice(pose.positions, shape * 3, 3) as unknown as Vector;
  const [lx, ly, lz] = towardsLamp;
  const [fx, fy, fz] = towardsFill;
  const end = mesh.firstCorner[shape + 1] as number;
  for (let corner = mesh.firstCorner[shape] as number; corner < end; corner += 1) {
    const at = corner * 3;
    const x = mesh.positions[at] as number;
    const y = mesh.positions[at + 1] as number;
    const z = mesh.positions[at + 2] as number;
    positions[at] = r0 * x + r1 * y + r2 * z + px;
    positions[at + 1] = r3 * x + r4 * y + r5 * z + py;
    positions[at + 2] = r6 * x + r7 * y + r8 * z + pz;
    const a = mesh.normals[at] as number;
    const b = mesh.normals[at + 1] as number;
    const c = mesh.normals[at + 2] as number;
    const nx = r0 * a + r1 * b + r2 * c;
    const ny = r3 * a + r4 * b + r5 * c;
    const nz = r6 * a + r7 * b + r8 * c;
    const { ground, sky, fill } = lightStrength;
    lamp[corner] = lightStrength.lamp * Math.max(0, nx * lx + ny * ly + nz * lz);
    ambient[corner] =
      ground + (sky - ground) * (0.5 + 0.5 * nz) + fill * Math.max(0, nx * fx + ny * fy + nz * fz);
  }
}

/** A few numbers of a column as a tuple. */
function slice(column: Float64Array, at: number, count: number): readonly number[] {
  return Array.from(column.subarray(at, at + count));
}

type Vector = readonly [number, number, number];
type Matrix = readonly [number, number, number, number, number, number, number, number, number];
