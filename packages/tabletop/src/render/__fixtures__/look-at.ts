import type { SceneCamera } from '../scene-geometry.js';

type Vector = readonly [number, number, number];

/** A fixed camera that looks from one point to another, upright unless it looks straight down. */
export function lookAt(from: Vector, to: Vector, verticalFieldOfView = 0.9): SceneCamera {
  const back = unit([from[0] - to[0], from[1] - to[1], from[2] - to[2]]);
  const right = unit(Math.abs(back[2]) > 0.999 ? [0, 1, 0] : cross([0, 0, 1], back));
  const up = cross(back, right);
  const rotation = [0, 1, 2].flatMap((row) => [right[row] ?? 0, up[row] ?? 0, back[row] ?? 0]);
  return { name: 'test', position: from, rotation, verticalFieldOfView, mount: 'world' };
}

function cross([a, b, c]: Vector, [d, e, f]: Vector): Vector {
  return [b * f - c * e, c * d - a * f, a * e - b * d];
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.sqrt(x * x + y * y + z * z);
  return [x / length, y / length, z / length];
}
