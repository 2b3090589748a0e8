// Moments of an expert's episode, as plain numbers that go into a web page too.
import type { GeometryPose, HandPose, SceneCamera, SceneGeometry } from '../src/render/scene-geometry.js';

/** What is to be drawn. */
export interface Moments {
  readonly geometry: SceneGeometry;
  readonly cameras: readonly SceneCamera[];
  readonly moments: readonly {
    readonly positions: readonly number[];
    readonly rotations: readonly number[];
    readonly hand: HandPose;
  }[];
}

/** The pose of a moment in the arrays that a renderer takes. */
export function poseOf({ positions, rotations }: Moments['moments'][number]): GeometryPose {
  return { positions: Float64Array.from(positions), rotations: Float64Array.from(rotations) };
}

/** Middle of some numbers. */
export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** A short checksum (FNV-1a, 32 bits) that Node and a page compute alike. */
export function checksum(pictures: readonly Uint8Array[]): string {
  let hash = 0x811c9dc5;
  for (const bytes of pictures) {
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
