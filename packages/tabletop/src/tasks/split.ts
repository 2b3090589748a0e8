import { checkSceneNames, checkTaskNames, checkUnique } from './check-names.js';
import { checkSplit } from './check-split.js';
import { splitInvalid, wrongValue } from './split-invalid.js';
import seen from './splits/seen.json' with { type: 'json' };
import unseen from './splits/unseen.json' with { type: 'json' };
import type { Task } from './task.js';

/** A fixed list of tasks. */
export interface Split {
  /** e.g. `seen`. */
  readonly name: string;
  readonly version: number;
  /** SHA-256 of the rest of the file as JSON without spaces. */
  readonly checksum: string;
  readonly tasks: readonly [Task, ...Task[]];
}

/** Tasks to train on: in each scene only a few are ever asked. */
export const seenSplit: Split = readSplit(seen);

/**
 * Tasks that differ from the seen ones: others in the same scenes (`task`), left and right exchanged (`arrangement`),
 * colours that a kind of thing never had (`pairing`), other relations and longer chains (`goal`).
 */
export const unseenSplit: Split = readSplit(unseen);

/** The tasks of the seen split. */
export const seenTasks = seenSplit.tasks;

/** The tasks of the unseen split. */
export const unseenTasks = unseenSplit.tasks;

/**
 * Reads a split of one's own: sees that all in it is known and named, and that it is what its checksum says.
 *
 * @throws InspireError `SPLIT_INVALID` for text that is no split, with the place of what is wrong, e.g.
 * `tasks[3].goals[0].relation`; and for one that was changed.
 */
export async function parseSplit(text: string): Promise<Split> {
  const file = parseJson(text);
  const split = readSplit(file);
  const { checksum, ...body } = file as Readonly<Record<string, unknown>>;
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const digest = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (found === checksum) return split;
  throw splitInvalid(`its checksum is ${found}, not ${checksum}`, publishedOrOwn, 'checksum');
}

const publishedOrOwn =
  'take a file as it was published; of your own, write the SHA-256 of the rest as its checksum';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw splitInvalid(cause instanceof Error ? cause.message : String(cause), publishedOrOwn);
  }
}

function readSplit(file: unknown): Split {
  checkSplit(file);
  const { scenes, tasks, ...split } = file;
  checkUnique(scenes, 'scenes', 'id');
  checkUnique(tasks, 'tasks', 'id');
  scenes.forEach((scene, index) => {
    checkSceneNames(scene, `scenes[${index}]`);
  });
  const [first, ...rest] = tasks.map((task, index): Task => {
    const at = `tasks[${index}]`;
    const scene = scenes.find(({ id }) => id === task.scene);
    if (scene === undefined) throw wrongValue(task.scene, `${at}.scene`, 'the id of a scene of this file');
    const whole = { ...task, scene };
    checkTaskNames(whole, at);
    return whole;
  });
  if (first === undefined) throw wrongValue(tasks, 'tasks', 'a list of at least 1');
  return { ...split, tasks: [first, ...rest] };
}
