import type { Simulation } from '../engine/simulation.js';
import { touchSensor } from '../model/scene-model.js';
import { isFixture, type Thing, thingShapes } from '../model/thing.js';
import { cabinetSizes, drawerJoint } from '../model/things/cabinet.js';
import { buttonJoint, stoveSizes } from '../model/things/stove.js';
import { rotationVector, type Vector3 } from './rotations.js';
import type { HandState, PartState, ThingState, WorldState } from './world-state.js';

/** Makes the function that reads a world's state; names are looked up once. */
export function createStateReader(
  simulation: Simulation,
  things: readonly Thing[],
): (tick: number) => WorldState {
  const readers = things.map((thing) => thingReader(simulation, thing));
  const parts = things.flatMap((thing) => partReaders(simulation, thing));
  const hand = handReader(simulation);
  return (tick) => ({
    tick,
    hand: hand(),
    things: readers.map((read) => read()),
    parts: parts.map((read) => read()),
  });
}

function handReader(simulation: Simulation): () => HandState {
  const site = simulation.indexOf('site', 'end_effector');
  const [left, right] = ['left', 'right'].map(
    (side) => simulation.model.jnt_qposadr[simulation.indexOf('joint', `${side}_finger`)] ?? 0,
  );
  return () => {
    const { site_xpos, site_xmat, qpos } = simulation.data;
    const rotation = [...site_xmat.subarray(9 * site, 9 * site + 9)];
    return {
      position: vector(site_xpos, 3 * site),
      rotation,
      rotationVector: rotationVector(rotation),
      fingers: [qpos[left ?? 0] ?? 0, -(qpos[right ?? 0] ?? 0)],
    };
  };
}

function thingReader(simulation: Simulation, { name, kind }: Thing): () => ThingState {
  const body = simulation.indexOf('body', name);
  const speed = isFixture(kind) ? () => 0 : speedReader(simulation, body);
  const touches = thingShapes[kind].grasp === null ? () => [false, false] : touchReader(simulation, name);
  return () => {
    const { xpos, xmat } = simulation.data;
    const fingers = touches();
    return {
      name,
      kind,
      position: vector(xpos, 3 * body),
      rotation: [...xmat.subarray(9 * body, 9 * body + 9)],
      speed: speed(),
      grasped: fingers.every(Boolean),
      touched: fingers.some(Boolean),
    };
  };
}

function speedReader({ model, data }: Simulation, body: number): () => number {
  const address = model.jnt_dofadr[model.body_jntadr[body] ?? 0] ?? 0;
  return () => Math.hypot(...data.qvel.subarray(address, address + 3));
}

function touchReader(simulation: Simulation, name: string): () => readonly boolean[] {
  const addresses = (['left', 'right'] as const).map(
    (side) => simulation.model.sensor_adr[simulation.indexOf('sensor', touchSensor(side, name))] ?? 0,
  );
  return () => addresses.map((address) => (simulation.data.sensordata[address] ?? 0) > 0);
}

function partReaders(simulation: Simulation, { name, kind }: Thing): readonly (() => PartState)[] {
  if (kind === 'cabinet') return [partReader(simulation, drawerJoint(name), cabinetSizes.handle)];
  if (kind === 'stove') return [partReader(simulation, buttonJoint(name), stoveSizes.button)];
  return [];
}

function partReader(simulation: Simulation, name: string, point: Vector3): () => PartState {
  const body = simulation.indexOf('body', name);
  const address = simulation.model.jnt_qposadr[simulation.indexOf('joint', name)] ?? 0;
  return () => {
    const { xpos, xmat, qpos } = simulation.data;
    const coordinate = (row: number) =>
      (xpos[3 * body + row] ?? 0) +
      point.reduce((sum, value, column) => sum + value * (xmat[9 * body + 3 * row + column] ?? 0), 0);
    return {
      name,
      value: qpos[address] ?? 0,
      position: [coordinate(0), coordinate(1), coordinate(2)],
    };
  };
}

function vector(from: ArrayLike<number>, start: number): Vector3 {
  return [from[start] ?? 0, from[start + 1] ?? 0, from[start + 2] ?? 0];
}
