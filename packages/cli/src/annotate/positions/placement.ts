import type { Problem } from '../metadata.js';

/** Where one object is over an episode, before it is labelled. */
export interface ObjectPlacement {
  /** The scene's body that it is; null where it could not be linked, or no bodies are known. */
  readonly body: string | null;
  /** Metres, added to the body's position. */
  readonly offset: readonly [x: number, y: number, z: number];
  /** Vector from the end effector to the object [length × 3], world frame, metres; NaN where unknown. */
  readonly relations: Float64Array;
  /** Whether the gripper holds it, 0 or 1 [length]; null where nothing is known of it. */
  readonly grasped: Uint8Array | null;
  /** Whether a frame may be labelled at all, 0 or 1 [length]; left out where all may. */
  readonly answered?: Uint8Array;
  /** How far the object may be from there, metres; a frame whose label that could change is left unlabelled. */
  readonly tolerance: number;
}

/** Where a task's objects are over an episode. */
export interface EpisodePlacement {
  /** `scene`: bodies that the source knows, recorded or by kinematics; `annotation`: what the source was annotated with. */
  readonly from: 'scene' | 'annotation' | 'gripper-events' | 'nowhere';
  /** In the task's order of objects. */
  readonly objects: readonly ObjectPlacement[];
  readonly problems: readonly Problem[];
}

/** An object whose position is not known at any frame. */
export function unknownPlacement(length: number): ObjectPlacement {
  return {
    body: null,
    offset: [0, 0, 0],
    relations: new Float64Array(length * 3).fill(Number.NaN),
    grasped: null,
    tolerance: 0,
  };
}
