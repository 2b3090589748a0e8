import type { BodyPoses } from '../mjcf/kinematics.js';
import type { KinematicModel, Site } from '../mjcf/model.js';
export interface GraspInput {
  readonly model: KinematicModel;
  readonly poses: BodyPoses;
  readonly states: Float64Array;
  readonly width: number;
  readonly offset: number;
  readonly actions: Float64Array;
  readonly site: Site;
}
export function inferGrasps(_: GraspInput): ReadonlyMap<string, Uint8Array> {
  return new Map();
}
