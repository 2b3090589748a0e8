import type { Mesh } from './mesh.js';

/** Metres beyond which an endless plane ends: past the horizon of every picture. */
const endless = 200;

/** The upper side of a plane; a half size of 0 is endless, as in MuJoCo. */
export function planeMesh(halfX: number, halfY: number): Mesh {
  const [x, y] = [halfX === 0 ? endless : halfX, halfY === 0 ? endless : halfY];
  return {
    positions: [-x, -y, 0, x, -y, 0, x, y, 0, -x, y, 0],
    normals: [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1],
    triangles: [0, 1, 2, 0, 2, 3],
  };
}

/** A box with flat faces, so that every corner is there three times. */
export function boxMesh(half: readonly [number, number, number]): Mesh {
  const mesh = { positions: [] as number[], normals: [] as number[], triangles: [] as number[] };
  for (const axis of [0, 1, 2]) {
    for (const side of [-1, 1]) addFace(mesh, half, axis, side);
  }
  return mesh;
}

function addFace(
  { positions, normals, triangles }: Record<keyof Mesh, number[]>,
  half: readonly [number, number, number],
  axis: number,
  side: number,
): void {
  const first = positions.length / 3;
  const [across, up] = [(axis + 1) % 3, (axis + 2) % 3];
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const;
  for (const [one, other] of corners) {
    const corner = [0, 0, 0];
    corner[axis] = side * (half[axis] as number);
    corner[across] = one * side * (half[across] as number);
    corner[up] = other * (half[up] as number);
    positions.push(...corner);
    normals.push(...[0, 1, 2].map((index) => (index === axis ? side : 0)));
  }
  triangles.push(...[0, 1, 2, 0, 2, 3].map((corner) => first + corner));
}
