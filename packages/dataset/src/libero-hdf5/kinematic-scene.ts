import { InspireError, locateErrors } from '@inspire-vla/adapter';
import type { Scene } from '../episode.js';
import { type BodyPoses, bodyPoses, sitePositions } from '../mjcf/kinematics.js';
import type { KinematicModel } from '../mjcf/model.js';
import { readKinematicModel } from '../mjcf/read-model.js';
import { type Demonstration, rowWidth } from './demonstration.js';
import { corrupt } from './errors.js';
import { inferGrasps } from './grasps.js';
import type { Hdf5File } from './hdf5-file.js';
import { unknownBody } from './scene.js';

/** Numbers of a simulator state before the joints' positions: the time. */
const timeWidth = 1;

/**
 * Positions of all bodies of an original demonstration, computed from its `model_file` and `states`, and grasps
 * inferred from how gripper and bodies move.
 *
 * @returns null where the model has no bodies.
 * @throws InspireError `DATASET_CORRUPT` where model and states do not fit, `MODEL_INVALID` and `MODEL_UNSUPPORTED`.
 */
export async function readKinematicScene(
  file: Hdf5File,
  demonstration: Demonstration,
): Promise<Scene | null> {
  const { group, steps, rows } = demonstration;
  const model = await readModel(file, group);
  if (model.bodies.length === 1) return null;
  const place = `${group}/states`;
  const width = await rowWidth(file, place, steps);
  const expected = timeWidth + model.positionCount + model.velocityCount;
  if (width !== expected) {
    throw corrupt(file.path, place, `a state has ${width} numbers, the model has ${expected}`);
  }
  const states = { values: await readFloats(file, place, steps), width, offset: timeWidth };
  const actions = await readFloats(file, `${group}/actions`, steps);
  const poses = locateErrors(`${file.path}, ${place}`, () => bodyPoses(model, states));
  const site = model.sites.find(({ name }) => name.endsWith('grip_site'));
  if (site === undefined) throw withoutGripSite(file.path, group);
  const grips = sitePositions(model, poses, site);
  const grasps = inferGrasps({ model, poses, states, actions, site });
  return createKinematicScene(file.path, { model, poses, grips, grasps, rows: rows.action });
}

async function readModel(file: Hdf5File, group: string): Promise<KinematicModel> {
  const text = (await file.attributes(group)).get('model_file');
  if (typeof text !== 'string')
    throw corrupt(file.path, `${group}, attribute model_file`, 'the model is missing');
  return locateErrors(`${file.path}, ${group}, attribute model_file`, () => readKinematicModel(text));
}

async function readFloats(file: Hdf5File, place: string, steps: number): Promise<Float64Array> {
  return Float64Array.from(await file.readNumbers(place, 0, steps));
}

interface KinematicScene {
  readonly model: KinematicModel;
  readonly poses: BodyPoses;
  /** Grip site, world frame, metres [steps × 3]. */
  readonly grips: Float64Array;
  /** By body. */
  readonly grasps: ReadonlyMap<string, Uint8Array>;
  /** The step of each frame. */
  readonly rows: Int32Array;
}

function createKinematicScene(file: string, scene: KinematicScene): Scene {
  const { model, poses, grips, grasps, rows } = scene;
  const bodies = model.bodies.map(({ name }) => name);
  return {
    bodies,
    relation(body) {
      const index = bodies.indexOf(body);
      if (index < 0) throw unknownBody(file, body, bodies);
      const relation = new Float64Array(rows.length * 3);
      rows.forEach((row, frame) => {
        const at = (row * bodies.length + index) * 3;
        for (let axis = 0; axis < 3; axis += 1) {
          relation[frame * 3 + axis] = (poses.positions[at + axis] ?? 0) - (grips[row * 3 + axis] ?? 0);
        }
      });
      return relation;
    },
    grasped(body) {
      const flags = grasps.get(body);
      return flags === undefined ? null : Uint8Array.from(rows, (row) => flags[row] ?? 0);
    },
  };
}

function withoutGripSite(file: string, group: string): InspireError {
  return new InspireError({
    code: 'MODEL_UNSUPPORTED',
    message: 'the model has no site whose name ends in grip_site, from which positions are counted',
    at: `${file}, ${group}, attribute model_file`,
    fix: 'give a demonstration of a robosuite robot with a gripper',
  });
}
