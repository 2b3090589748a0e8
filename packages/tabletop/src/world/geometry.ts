import type { Simulation } from '../engine/simulation.js';
import { visibleGroup } from '../model/solids.js';
import type { GeometryPose, SceneGeometry, SceneShape, ShapeKind } from '../render/scene-geometry.js';

/** MuJoCo's numbers of the geom types. */
const kinds: Readonly<Record<number, ShapeKind>> = {
  0: 'plane',
  2: 'sphere',
  3: 'capsule',
  4: 'ellipsoid',
  5: 'cylinder',
  6: 'box',
};

/** What of a simulation is seen. */
export interface VisibleGeometry {
  readonly geometry: SceneGeometry;
  /** Where it is now, as copies. */
  pose(): GeometryPose;
}

/** Reads the visible solids of a model; things are told apart by the body that stands on the world. */
export function readGeometry(simulation: Simulation): VisibleGeometry {
  const { model } = simulation;
  const geoms = Array.from({ length: model.ngeom }, (_, geom) => geom).filter(
    (geom) => model.geom_group[geom] === visibleGroup,
  );
  const objects = ['background'];
  const shapes = geoms.map((geom): SceneShape => {
    const body = model.geom_bodyid[geom] ?? 0;
    const shape = kinds[model.geom_type[geom] ?? -1] ?? 'box';
    return {
      shape,
      size: triple(model.geom_size, 3 * geom),
      colour: triple(model.geom_rgba, 4 * geom),
      body,
      object: body === 0 ? 0 : idOf(objects, simulation.bodyName(model.body_rootid[body] ?? 0)),
      // The fixed world is a floor of tiles and a table of wood.
      ...(body === 0 ? { pattern: shape === 'plane' ? 'tiles' : 'wood' } : {}),
    };
  });
  return { geometry: { shapes, objects }, pose: () => readPose(simulation, geoms) };
}

function readPose({ data }: Simulation, geoms: readonly number[]): GeometryPose {
  const [from, matrices] = [data.geom_xpos, data.geom_xmat];
  const positions = new Float64Array(3 * geoms.length);
  const rotations = new Float64Array(9 * geoms.length);
  geoms.forEach((geom, index) => {
    positions.set(from.subarray(3 * geom, 3 * geom + 3), 3 * index);
    rotations.set(matrices.subarray(9 * geom, 9 * geom + 9), 9 * index);
  });
  return { positions, rotations };
}

function idOf(objects: string[], name: string): number {
  const known = objects.indexOf(name);
  return known >= 0 ? known : objects.push(name) - 1;
}

function triple(from: ArrayLike<number>, start: number): [number, number, number] {
  return [from[start] ?? 0, from[start + 1] ?? 0, from[start + 2] ?? 0];
}
