import type { DrawnTriangles } from './raster/draw-scene.js';
import type { SampleGrid } from './raster/fill-triangle.js';
import type { SceneGeometry } from './scene-geometry.js';

/** How far away, and what, the middle of every pixel of a picture is; the upper left pixel first. */
export interface SceneScan {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Metres along the camera's line of sight, not along the pixel's ray [height × width]; Infinity is the background. */
  readonly depth: Float32Array;
  /** Segmentation ids as in the geometry's `objects` [height × width]; 0 is the background. */
  readonly objects: Uint16Array;
}

/** Reads depth and segmentation off a drawn grid. */
export function readScan(grid: SampleGrid, drawn: DrawnTriangles, { shapes }: SceneGeometry): SceneScan {
  const { width, height } = grid;
  const depth = new Float32Array(width * height).fill(Number.POSITIVE_INFINITY);
  const objects = new Uint16Array(width * height);
  for (let index = 0; index < depth.length; index += 1) {
    const number = grid.triangle[index] as number;
    if (number === 0) continue;
    depth[index] = 1 / (grid.nearness[index] as number);
    objects[index] = shapes[drawn.shape[number] as number]?.object ?? 0;
  }
  return { width, height, depth, objects };
}
