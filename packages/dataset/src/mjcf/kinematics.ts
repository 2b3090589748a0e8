import { InspireError } from '@inspire-vla/adapter';
import type { Body, Joint, KinematicModel, Site } from './model.js';
import { fromAxisAngle, multiply, normalise, rotate, value } from './quaternion.js';

/** Poses of all bodies of a model over an episode, world frame. */
export interface BodyPoses {
  /** Metres [frames × bodies × 3]. */
  readonly positions: Float64Array;
  /** Unit quaternions w x y z [frames × bodies × 4]. */
  readonly orientations: Float64Array;
  readonly frames: number;
}

/** Poses beyond this are no demonstration: half a gigabyte of them. */
const largestPoseCount = 2 ** 23;

/** Where the position vectors lie in a table of simulator states. */
export interface StateTable {
  /** Row-major. */
  readonly values: Float64Array;
  /** Numbers per row. */
  readonly width: number;
  /** Index of qpos in a row; 1 where a state is time, qpos, qvel. */
  readonly offset: number;
}

/**
 * Poses of all bodies from the joints' positions, in one pass over the frames and without allocation per frame.
 *
 * Source: the rules of MuJoCo's mj_kinematics: joints act in their order, each about its anchor; slide and hinge
 * count from their reference; quaternions of a state are normalised; a free body's own pose in the model is ignored.
 *
 * @throws InspireError `STATES_INVALID` where a row is too short for the model, or there are over 8 million poses.
 *
 * @example
 * ```ts
 * import { bodyPoses, readKinematicModel } from '@inspire-vla/dataset';
 *
 * const model = readKinematicModel(`<mujoco><worldbody>
 *   <body name="drawer" pos="0 0 1"><joint type="slide" axis="0 1 0"/></body>
 * </worldbody></mujoco>`);
 * const states = { values: Float64Array.of(0, 0.25), width: 1, offset: 0 };
 * bodyPoses(model, states).positions; // two frames: world, drawer, world, drawer; the last is [0, 0.25, 1]
 * ```
 */
export function bodyPoses(model: KinematicModel, states: StateTable): BodyPoses {
  const { values, width, offset } = states;
  if (width < 1 || offset + model.positionCount > width || values.length % width !== 0) {
    const needed = `the ${model.positionCount} joint positions of the model`;
    throw invalidStates(`rows of ${width} numbers cannot hold ${needed}`);
  }
  const frames = values.length / width;
  const { bodies } = model;
  if (frames * bodies.length > largestPoseCount) {
    throw invalidStates(`${frames} frames of ${bodies.length} bodies are too many to hold at once`);
  }
  const positions = new Float64Array(frames * bodies.length * 3);
  const orientations = new Float64Array(frames * bodies.length * 4);
  const scratch = new Float64Array(7);
  for (let frame = 0; frame < frames; frame += 1) {
    const qpos = frame * width + offset;
    const first = frame * bodies.length;
    for (let index = 0; index < bodies.length; index += 1) {
      const body = bodies[index] as Body;
      placeBody(body, first + index, first + body.parent, positions, orientations);
      for (const joint of body.joints) {
        moveBody(joint, values, qpos + joint.address, first + index, positions, orientations, scratch);
      }
      normalise(orientations, (first + index) * 4);
    }
  }
  return { positions, orientations, frames };
}

function invalidStates(message: string): InspireError {
  const fix = 'give the states that were recorded with this model';
  return new InspireError({ code: 'STATES_INVALID', message, fix });
}

/** The pose that a body has before its joints move it. */
function placeBody(
  body: Body,
  row: number,
  parent: number,
  positions: Float64Array,
  orientations: Float64Array,
) {
  const at = row * 3;
  if (row === parent) {
    positions.set(body.position, at);
    orientations.set(body.orientation, row * 4);
    return;
  }
  rotate(positions, at, orientations, parent * 4, body.position, 0);
  for (let axis = 0; axis < 3; axis += 1) {
    positions[at + axis] = value(positions, at + axis) + value(positions, parent * 3 + axis);
  }
  multiply(orientations, row * 4, orientations, parent * 4, body.orientation, 0);
}

/** Lets one joint move the body whose pose stands in a row. `scratch` holds a quaternion and a vector. */
function moveBody(
  joint: Joint,
  states: Float64Array,
  address: number,
  row: number,
  positions: Float64Array,
  orientations: Float64Array,
  scratch: Float64Array,
): void {
  const at = row * 3;
  if (joint.type === 'free') {
    for (let axis = 0; axis < 3; axis += 1) positions[at + axis] = value(states, address + axis);
    for (let part = 0; part < 4; part += 1) orientations[row * 4 + part] = value(states, address + 3 + part);
    normalise(orientations, row * 4);
    return;
  }
  if (joint.type === 'slide') {
    rotate(scratch, 4, orientations, row * 4, joint.axis, 0);
    addScaled(positions, at, scratch, 4, value(states, address) - joint.reference);
    return;
  }
  rotate(scratch, 4, orientations, row * 4, joint.position, 0);
  addScaled(positions, at, scratch, 4, 1);
  if (joint.type === 'hinge') {
    fromAxisAngle(scratch, 0, joint.axis, 0, value(states, address) - joint.reference);
  } else {
    for (let part = 0; part < 4; part += 1) scratch[part] = value(states, address + part);
    normalise(scratch, 0);
  }
  multiply(orientations, row * 4, orientations, row * 4, scratch, 0);
  // The anchor stays where it was.
  rotate(scratch, 4, orientations, row * 4, joint.position, 0);
  addScaled(positions, at, scratch, 4, -1);
}

function addScaled(out: Float64Array, at: number, vector: Float64Array, from: number, scale: number): void {
  for (let axis = 0; axis < 3; axis += 1) {
    out[at + axis] = value(out, at + axis) + scale * value(vector, from + axis);
  }
}

/** Positions of a site over an episode, world frame, metres [frames × 3]. */
export function sitePositions(model: KinematicModel, poses: BodyPoses, site: Site): Float64Array {
  const result = new Float64Array(poses.frames * 3);
  for (let frame = 0; frame < poses.frames; frame += 1) {
    const row = frame * model.bodies.length + site.body;
    rotate(result, frame * 3, poses.orientations, row * 4, site.position, 0);
    addScaled(result, frame * 3, poses.positions, row * 3, 1);
  }
  return result;
}
