import { isReached } from '../tasks/is-reached.js';
import type { Goal, Task } from '../tasks/task.js';
import type { WorldState } from '../world/world-state.js';
import { actionTowards } from './move.js';
import { pressSkill, pullSkill, pushSkill } from './part-skills.js';
import { placeSkill } from './place-skill.js';
import type { Skill } from './skill.js';

/** A scripted hand that sees the whole state of the world. */
export interface Expert {
  /**
   * The action for this state, whatever brought it about: noise, a push, another policy.
   *
   * @returns position change [3], rotation vector [3] and gripper, each −1 to 1.
   */
  act(state: WorldState): readonly number[];
}

/**
 * Makes the expert of a task, for one episode: it remembers how far it is and starts again where something fails.
 *
 * @throws InspireError `TASK_INVALID`, when it acts, for names that the scene lacks.
 *
 * @example
 * ```ts
 * import { createExpert, createWorld, sampleLayout, seenTasks } from '@inspire-vla/tabletop';
 *
 * const [task] = seenTasks;
 * const world = await createWorld({ scene: task.scene });
 * const expert = createExpert(task);
 * let state = world.reset(sampleLayout(task.scene, 1));
 * for (let tick = 0; tick < 3; tick += 1) state = world.step(expert.act(state));
 * console.log(state.tick); // 3
 * world.close();
 * ```
 */
export function createExpert({ goals, plan = goals }: Pick<Task, 'goals' | 'plan'>): Expert {
  let current: { readonly step: number; readonly skill: Skill } | null = null;
  return {
    act(state) {
      for (let turn = 0; turn <= plan.length; turn += 1) {
        current ??= nextSkill(plan, goals, state);
        if (current === null) return rest;
        const goal = current.skill.next(state);
        if (goal !== null) return actionTowards(goal, state.hand);
        current = null;
      }
      return rest;
    },
  };
}

/** Stays where it is with open fingers. */
const rest = [0, 0, 0, 0, 0, 0, -1] as const;

function nextSkill(plan: readonly Goal[], goals: readonly Goal[], state: WorldState) {
  if (goals.every((goal) => isReached(goal, state))) return null;
  const step = plan.findIndex((goal, index) => !isReached(goal, state) && isNeeded(plan, index, state));
  const goal = plan[step];
  return goal === undefined ? null : { step, skill: createSkill(goal) };
}

/** A drawer is not opened again once what had to go in is in. */
function isNeeded(plan: readonly Goal[], index: number, state: WorldState): boolean {
  const goal = plan[index];
  if (goal?.relation !== 'open') return true;
  const later = plan.slice(index + 1);
  return later.length === 0 || later.some((other) => 'target' in other && !isReached(other, state));
}

function createSkill(goal: Goal): Skill {
  if ('target' in goal) return placeSkill(goal);
  if (goal.relation === 'open') return pullSkill(goal.object);
  return goal.relation === 'closed' ? pushSkill(goal.object) : pressSkill(goal.object);
}
