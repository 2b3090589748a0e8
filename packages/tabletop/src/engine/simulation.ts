import { InspireError } from '@inspire-vla/adapter';
import type { Engine } from './engine.js';
import type { MujocoData, MujocoModel } from './mujoco.js';

/** Names of the things that a simulation can be asked for. */
type Named = 'body' | 'site' | 'joint' | 'sensor';

/** One compiled model and its state: the only place that touches the engine's memory. */
export interface Simulation {
  /** Views of the engine's memory, valid until any simulation is made or closed; never keep them. */
  readonly model: MujocoModel;
  readonly data: MujocoData;
  /** Index of a named thing. */
  indexOf(kind: Named, name: string): number;
  /** Name of a body. */
  bodyName(index: number): string;
  /** Puts everything back to the model's own start. */
  reset(): void;
  /** Computes all that follows from positions, contacts among it. */
  forward(): void;
  /**
   * Advances by some steps of the model's timestep, and brings the positions of bodies up to date; sensors keep the
   * largest value of these steps.
   */
  advance(steps: number): void;
  /** All that the future depends on and what the sensors say, as a copy. */
  save(): Float64Array;
  /** @throws InspireError `SNAPSHOT_INVALID` for a state that this model cannot have saved, by its length. */
  restore(state: Float64Array): void;
  /** How often the engine has warned since the last reset. */
  warnings(): number;
  close(): void;
}

/**
 * Compiles a model.
 *
 * @throws InspireError `SCENE_INVALID` with the engine's own words.
 */
export function createSimulation({ module }: Engine, xml: string): Simulation {
  const model = compile(module, xml);
  const data = new module.MjData(model);
  const kind = module.mjtState.mjSTATE_INTEGRATION.value;
  const size = module.mj_stateSize(model, kind);
  const buffer = new module.DoubleBuffer(size);
  const kinds = {
    body: module.mjtObj.mjOBJ_BODY.value,
    site: module.mjtObj.mjOBJ_SITE.value,
    joint: module.mjtObj.mjOBJ_JOINT.value,
    sensor: module.mjtObj.mjOBJ_SENSOR.value,
  };
  return {
    model,
    data,
    indexOf(of, name) {
      const index = module.mj_name2id(model, kinds[of], name);
      if (index < 0) throw unknownName(of, name);
      return index;
    },
    bodyName: (index) => module.mj_id2name(model, kinds.body, index),
    reset: () => module.mj_resetData(model, data),
    forward: () => module.mj_forward(model, data),
    advance(steps) {
      const felt = new Float64Array(model.nsensordata);
      for (let step = 0; step < steps; step += 1) {
        module.mj_step(model, data);
        const { sensordata } = data;
        for (let index = 0; index < felt.length; index += 1) {
          felt[index] = Math.max(felt[index] ?? 0, sensordata[index] ?? 0);
        }
      }
      // Contacts come and go within a tick while a thing is held.
      data.sensordata.set(felt);
      module.mj_kinematics(model, data);
    },
    save() {
      module.mj_getState(model, data, buffer, kind);
      return Float64Array.of(...buffer.GetView(), ...data.sensordata);
    },
    restore(state) {
      const { length } = data.sensordata;
      if (state.length !== size + length) throw wrongLength(state.length, size + length);
      module.mj_setState(model, data, state.slice(0, state.length - length), kind);
      module.mj_kinematics(model, data);
      // What the sensors said belongs to the last step, which is not run again.
      data.sensordata.set(state.subarray(state.length - length));
    },
    warnings: () => countWarnings(data),
    close() {
      for (const owned of [buffer, data, model]) owned.delete();
    },
  };
}

function compile(module: Engine['module'], xml: string): MujocoModel {
  try {
    return module.MjModel.from_xml_string(xml);
  } catch (cause) {
    throw new InspireError({
      code: 'SCENE_INVALID',
      message: `MuJoCo refuses the scene: ${cause instanceof Error ? cause.message : String(cause)}`,
      fix: 'the scene that was given makes no valid model; look at its sizes',
      cause,
    });
  }
}

function wrongLength(length: number, wanted: number): InspireError {
  return new InspireError({
    code: 'SNAPSHOT_INVALID',
    message: `the snapshot has ${length} numbers, and this scene's have ${wanted}`,
    at: 'state',
    fix: 'restore it in a world of the scene that it was taken of',
  });
}

function countWarnings({ warning }: MujocoData): number {
  let count = 0;
  for (let index = 0; index < warning.size(); index += 1) {
    const entry = warning.get(index);
    count += entry?.number ?? 0;
    entry?.delete();
  }
  return count;
}

function unknownName(kind: Named, name: string): InspireError {
  return new InspireError({
    code: 'SCENE_INVALID',
    message: `the scene has no ${kind} named ${name}`,
    fix: 'use a name that stands in the scene',
  });
}
