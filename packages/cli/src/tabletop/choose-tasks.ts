import { readFile } from 'node:fs/promises';
import { InspireError, locateErrors } from '@inspire-vla/adapter';
import { parseSplit, type Split, seenSplit, type Task, unseenSplit } from '@inspire-vla/tabletop';

/**
 * A split by its name, or from a file.
 *
 * @throws InspireError `SPLIT_INVALID` for a file that cannot be read or is none.
 */
export async function loadSplit(nameOrFile: string): Promise<Split> {
  if (nameOrFile === 'seen') return seenSplit;
  if (nameOrFile === 'unseen') return unseenSplit;
  let text: string;
  try {
    text = await readFile(nameOrFile, 'utf8');
  } catch (cause) {
    throw new InspireError({
      code: 'SPLIT_INVALID',
      message: `${nameOrFile} cannot be read`,
      at: nameOrFile,
      fix: 'name seen, unseen, or a file of tasks',
      cause,
    });
  }
  return parseSplit(text).catch((error: unknown) =>
    locateErrors(nameOrFile, () => {
      throw error;
    }),
  );
}

/**
 * The tasks of a split that are named: by id, by the start of an id (a scene), by a family or by a kind.
 *
 * @param option - which takes the names, for errors.
 * @throws InspireError `TASK_UNKNOWN` for a name that fits nothing.
 */
export function chooseTasks(
  { name, tasks }: Split,
  names: string,
  option: '--task' | '--tasks' = '--tasks',
): readonly Task[] {
  if (names === 'all') return tasks;
  const chosen = names.split(',').flatMap((wanted) => {
    const word = wanted.trim();
    const fitting = tasks.filter(
      ({ id, family, kind }) => id === word || id.startsWith(`${word}/`) || family === word || kind === word,
    );
    if (fitting.length === 0) throw unknownTask(word, name, tasks, option);
    return fitting;
  });
  return [...new Set(chosen)];
}

function unknownTask(word: string, split: string, tasks: readonly Task[], at: string): InspireError {
  return new InspireError({
    code: 'TASK_UNKNOWN',
    message: `the ${split} split has no task, scene, family or kind ${JSON.stringify(word)}`,
    at,
    fix: `name one of ${groupsOf(tasks)}`,
  });
}

/** All that can be named, the few names for many tasks first. */
function groupsOf(tasks: readonly Task[]): string {
  const groups = {
    'the families': tasks.map(({ family }) => family),
    'the kinds': tasks.flatMap(({ kind }) => kind ?? []),
    'the scenes': tasks.map(({ id }) => id.replace(/\/.*/, '')),
    'the tasks': tasks.map(({ id }) => id),
  };
  return Object.entries(groups)
    .filter(([, names]) => names.length > 0)
    .map(([group, names]) => `${group} ${[...new Set(names)].join(', ')}`)
    .join('; ');
}
