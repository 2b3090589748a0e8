import type { Simulation } from '../engine/simulation.js';
import { handJoints, handSizes } from '../model/hand.js';
import { tableHeight } from '../model/settings.js';
import { isFixture, type Thing, thingShapes } from '../model/thing.js';
import { cosine, sine } from '../trigonometry/sine-cosine.js';
import type { Layout, Placement } from './layout.js';

/** Writes a start that fits the scene into a simulation: hand, drawers, buttons, every thing at rest on the table. */
export function placeThings(simulation: Simulation, things: readonly Thing[], layout: Layout): void {
  const { model, data } = simulation;
  simulation.reset();
  const write = (joint: string, value: number) => {
    data.qpos[model.jnt_qposadr[simulation.indexOf('joint', joint)] ?? 0] = value;
  };
  const { position, yaw } = layout.hand;
  const coordinates = [position[0], position[1], position[2] - tableHeight, yaw, 0, 0];
  handJoints.forEach((joint, index) => {
    write(joint, coordinates[index] ?? 0);
  });
  for (const side of ['left', 'right']) write(`${side}_finger`, handSizes.opening);
  for (const [part, value] of Object.entries(layout.parts)) write(part, value);
  for (const thing of things) {
    const placement = layout.things[thing.name];
    if (placement !== undefined) placeThing(simulation, thing, placement);
  }
}

function placeThing(simulation: Simulation, { name, kind }: Thing, { position, yaw }: Placement): void {
  const { model, data } = simulation;
  const body = simulation.indexOf('body', name);
  const [x, y] = position;
  const turn = [cosine(yaw / 2), 0, 0, sine(yaw / 2)];
  if (isFixture(kind)) {
    const mocap = model.body_mocapid[body] ?? 0;
    data.mocap_pos.set([x, y, tableHeight], 3 * mocap);
    data.mocap_quat.set(turn, 4 * mocap);
  } else {
    const address = model.jnt_qposadr[model.body_jntadr[body] ?? 0] ?? 0;
    data.qpos.set([x, y, tableHeight + thingShapes[kind].bottom, ...turn], address);
  }
}
