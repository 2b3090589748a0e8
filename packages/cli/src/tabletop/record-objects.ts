import { InspireError } from '@inspire-vla/adapter';
import type { Task } from '@inspire-vla/tabletop';
import type { ObjectOverrides } from '../annotate/object-overrides.js';
import { type Demonstration, episodeName } from './episode-source.js';

/**
 * The objects of the tasks' instructions, whose roles are those of the text; which bodies they are may differ by scene.
 *
 * @throws InspireError `TASKS_CONFLICT` for two tasks with one instruction and other phrases: a dataset has one list of
 * questions for an instruction.
 */
export function objectsOfTasks(tasks: readonly Task[]): ObjectOverrides {
  const first = new Map<string, Task>();
  for (const task of tasks) {
    const known = first.get(task.instruction) ?? task;
    if (phrasesOf(known) !== phrasesOf(task)) throw conflict(known, task);
    first.set(task.instruction, known);
  }
  return Object.fromEntries(
    [...first].map(([instruction, { objects }]) => [instruction, objects.map(({ phrase }) => ({ phrase }))]),
  );
}

/** Which bodies the objects of an episode are, by its name. */
export function bodiesOfEpisodes(
  demonstrations: readonly Demonstration[],
): (episode: string) => readonly string[] | undefined {
  const bodies = new Map(
    demonstrations.map((one) => [episodeName(one), one.task.objects.map(({ body }) => body)]),
  );
  return (episode) => bodies.get(episode);
}

function phrasesOf({ objects }: Task): string {
  return JSON.stringify(objects.map(({ phrase }) => phrase));
}

function conflict(one: Task, other: Task): InspireError {
  return new InspireError({
    code: 'TASKS_CONFLICT',
    message: `${one.id} and ${other.id} have the instruction "${other.instruction}" and other objects: ${phrasesOf(one)} and ${phrasesOf(other)}`,
    at: other.id,
    fix: 'give them the same phrases in the same order, or record them apart',
  });
}
