import type { WriterOptions } from '../writing/dataset-writer.js';

/**
 * All tasks of a dataset; entry i is task_index i, as `createPlaceCounter` numbers them: those that are declared, each in
 * its place, then further ones of its episodes.
 *
 * @param used - in the order in which they first occur.
 */
export function allTasks(
  used: readonly string[],
  { tasks = [] }: Pick<WriterOptions, 'tasks'>,
): readonly string[] {
  const declared = new Set(tasks);
  return [...tasks, ...used.filter((task) => !declared.has(task))];
}
