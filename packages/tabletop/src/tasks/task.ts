import type { Scene } from '../world/scene.js';

/** What must be so between a thing and another, or of a drawer or button. */
export type Goal =
  | {
      readonly relation: 'on' | 'in';
      /** Name of the thing that is moved. */
      readonly object: string;
      /** Name of a thing, or of a drawer. */
      readonly target: string;
    }
  | {
      /** Sides as the viewer of the agent camera sees them: right is the world's +y, front its +x. */
      readonly relation: 'left-of' | 'right-of' | 'in-front-of' | 'behind' | 'next-to';
      readonly object: string;
      readonly target: string;
    }
  | {
      readonly relation: 'open' | 'closed' | 'pressed';
      /** Name of a drawer or a button. */
      readonly object: string;
    };

/** Name of a relation of a {@link Goal}. */
export type GoalRelation = Goal['relation'];

/** Families that tasks belong to. */
export const taskFamilies = [
  'put-on',
  'put-in',
  'place-beside',
  'stack',
  'drawer',
  'button',
  'two-step',
] as const;

/** Name of a family of tasks. */
export type TaskFamily = (typeof taskFamilies)[number];

/** Why a task counts as unseen: how it differs from those that were trained. */
export const unseenKinds = ['task', 'arrangement', 'pairing', 'goal'] as const;

/** Kind of unseen task. */
export type UnseenKind = (typeof unseenKinds)[number];

/** An object that the instruction speaks of, and the body that it is. */
export interface TaskObject {
  /** As in the instruction, e.g. `the red box`. */
  readonly phrase: string;
  /** Name of a thing, a drawer or a button, e.g. `red_box_1`. */
  readonly body: string;
}

/** Something that is asked for in a scene, as data. */
export interface Task {
  /** Unique among all tasks, e.g. `kitchen-1/put-the-red-box-on-the-yellow-plate`. */
  readonly id: string;
  readonly family: TaskFamily;
  readonly instruction: string;
  readonly scene: Scene;
  /** What questions are asked about, in the order of the instruction. */
  readonly objects: readonly TaskObject[];
  /** All must hold at the end. */
  readonly goals: readonly Goal[];
  /** What the expert does, in order; default: the goals. */
  readonly plan?: readonly Goal[];
  /** Of unseen tasks. */
  readonly kind?: UnseenKind;
}
