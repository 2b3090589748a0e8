import type { Task } from '../tasks/task.js';

/** Ticks that are allowed for each step of a plan. */
const perStep = 300;

/** How many control ticks an episode of a task may last before it counts as failed. */
export function tickLimit({ goals, plan = goals }: Pick<Task, 'goals' | 'plan'>): number {
  return perStep * plan.length;
}
