import { tableHeight } from '../model/settings.js';
import type { SceneCamera } from '../render/scene-geometry.js';

type Vector = readonly [number, number, number];

/** The two cameras of every scene: LIBERO's names and sides; in `agentview` right is the world's +y. */
export const sceneCameras: readonly SceneCamera[] = [
  lookAt('agentview', [0.72, 0, tableHeight + 0.6], [0, 0, tableHeight + 0.03], 44, 'world'),
  lookAt('wristview', [0.085, 0, 0.1], [0, 0, -0.015], 75, 'hand'),
];

/** A camera at a place that looks at another, its picture upright. */
function lookAt(
  name: string,
  from: Vector,
  to: Vector,
  degrees: number,
  mount: SceneCamera['mount'],
): SceneCamera {
  const back = unit([from[0] - to[0], from[1] - to[1], from[2] - to[2]]);
  const right = unit(cross([0, 0, 1], back));
  const up = cross(back, right);
  const rotation = [0, 1, 2].flatMap((row) => [right[row] ?? 0, up[row] ?? 0, back[row] ?? 0]);
  return { name, position: from, rotation, verticalFieldOfView: (degrees * Math.PI) / 180, mount };
}

function cross([a, b, c]: Vector, [d, e, f]: Vector): Vector {
  return [b * f - c * e, c * d - a * f, a * e - b * d];
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}
