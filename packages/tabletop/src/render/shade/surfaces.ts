import type { SceneGeometry, SurfacePattern } from '../scene-geometry.js';
import { createPattern, type Pattern } from './pattern.js';

/** What the shapes of a scene are made of. */
export interface Surfaces {
  /** Share of light that comes back [shapes × 3], linear. */
  readonly albedo: Float64Array;
  readonly patterns: readonly (Pattern | null)[];
  /** 1 for planes, whose far parts fade into the horizon. */
  readonly isPlane: Uint8Array;
}

/** Reads the surfaces of a scene. */
export function createSurfaces({ shapes }: SceneGeometry): Surfaces {
  const made = new Map<SurfacePattern, Pattern>();
  const patternOf = (name: SurfacePattern | undefined) => {
    if (name === undefined) return null;
    const pattern = made.get(name) ?? createPattern(name);
    made.set(name, pattern);
    return pattern;
  };
  return {
    // Squared, as pictures hold about the square root of the light; see encodeRow.
    albedo: Float64Array.from(shapes.flatMap(({ colour }) => colour.map((value) => value * value))),
    patterns: shapes.map(({ pattern }) => patternOf(pattern)),
    isPlane: Uint8Array.from(shapes, ({ shape }) => (shape === 'plane' ? 1 : 0)),
  };
}
