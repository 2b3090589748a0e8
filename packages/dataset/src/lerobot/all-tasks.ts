import type { WriterOptions } from '../writing/dataset-writer.js';

/**
 * All tasks of a dataset: those of its episodes, then those that are declared and have none.
 *
 * @param used - entry i is task_index i.
 */
export function allTasks(
  used: readonly string[],
  { tasks = [] }: Pick<WriterOptions, 'tasks'>,
): readonly string[] {
  return [...new Set([...used, ...tasks])];
}
