import type { RgbImage } from '@inspire-vla/adapter';
import type { Task } from '../tasks/task.js';
import type { WorldState } from '../world/world-state.js';

/** What a policy sees at one control tick. */
export interface PolicyView {
  readonly instruction: string;
  /** The hand [8], as `stateNames`. */
  readonly state: readonly number[];
  /** A picture of a camera, `agentview` or `wristview`, drawn when it is asked for; upright. */
  picture(camera: string): RgbImage;
  /** All of the world: for scripted policies, and never for those that are to be compared. */
  readonly world: WorldState;
}

/** What a policy wants to be done. */
export interface PolicyMove {
  /** Actions [horizon][7], as `actionNames`, which are done one per tick before the policy is asked again. */
  readonly actions: readonly (readonly number[])[];
  /** What it answered about the objects before it acted, in the order of the task's objects; left out where it was not asked. */
  readonly answers?: readonly string[];
}

/** A policy that can be evaluated. */
export interface TabletopPolicy {
  /** Starts an episode. */
  reset(task: Task, seed: number): Promise<void> | void;
  act(view: PolicyView): Promise<PolicyMove> | PolicyMove;
  /** Frees what it holds. */
  close(): Promise<void> | void;
}
