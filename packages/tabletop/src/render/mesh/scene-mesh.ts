import type { SceneGeometry, SceneShape } from '../scene-geometry.js';
import { boxMesh, planeMesh } from './flat-meshes.js';
import type { Mesh } from './mesh.js';
import { capsuleMesh, cylinderMesh, ellipsoidMesh } from './round-meshes.js';

/** The triangles of all shapes of a scene, one after the other, each in its shape's own frame. */
export interface SceneMesh {
  /** Corners [corners × 3], metres. */
  readonly positions: Float64Array;
  /** Unit normals [corners × 3]. */
  readonly normals: Float64Array;
  /** Indices of corners [triangles × 3]. */
  readonly triangles: Uint32Array;
  /** First corner of each shape, and one more at the end. */
  readonly firstCorner: Uint32Array;
  /** First triangle of each shape, and one more at the end. */
  readonly firstTriangle: Uint32Array;
  /** Distance of each shape's farthest corner from its centre, metres. */
  readonly radius: Float64Array;
}

/** Builds the triangles of a scene. */
export function createSceneMesh({ shapes }: SceneGeometry): SceneMesh {
  const meshes = shapes.map(shapeMesh);
  const firstCorner = runningSum(meshes.map(({ positions }) => positions.length / 3));
  const triangles = meshes.flatMap((mesh, shape) =>
    mesh.triangles.map((corner) => corner + (firstCorner[shape] as number)),
  );
  return {
    positions: Float64Array.from(meshes.flatMap(({ positions }) => positions)),
    normals: Float64Array.from(meshes.flatMap(({ normals }) => normals)),
    triangles: Uint32Array.from(triangles),
    firstCorner,
    firstTriangle: runningSum(meshes.map((mesh) => mesh.triangles.length / 3)),
    radius: Float64Array.from(meshes, radiusOf),
  };
}

function shapeMesh({ shape, size }: SceneShape): Mesh {
  switch (shape) {
    case 'plane':
      return planeMesh(size[0], size[1]);
    case 'box':
      return boxMesh(size);
    case 'cylinder':
      return cylinderMesh(size[0], size[1]);
    case 'sphere':
      return capsuleMesh(size[0], 0);
    case 'capsule':
      return capsuleMesh(size[0], size[1]);
    case 'ellipsoid':
      return ellipsoidMesh(size);
  }
}

function runningSum(counts: readonly number[]): Uint32Array {
  const sums = new Uint32Array(counts.length + 1);
  counts.forEach((count, index) => {
    sums[index + 1] = (sums[index] as number) + count;
  });
  return sums;
}

function radiusOf({ positions }: Mesh): number {
  let largest = 0;
  for (let at = 0; at < positions.length; at += 3) {
    const [x, y, z] = positions.slice(at, at + 3) as [number, number, number];
    largest = Math.max(largest, x * x + y * y + z * z);
  }
  return Math.sqrt(largest);
}
