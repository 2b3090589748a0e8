import { InspireError } from '@inspire-vla/adapter';
import type { Scene } from '../world/scene.js';
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

/** A split as it stands in a file: tasks name their scene. */
interface SplitFile {
  readonly name: string;
  readonly version: number;
  readonly scenes: readonly Scene[];
  readonly tasks: readonly (Omit<Task, 'scene'> & { readonly scene: string })[];
  readonly checksum: string;
}

/** Tasks to train on: in each scene only a few are ever asked. */
export const seenSplit: Split = readSplit(seen as unknown as SplitFile);

/**
 * Tasks that differ from the seen ones: others in the same scenes (`task`), left and right exchanged (`arrangement`),
 * colours that a kind of thing never had (`pairing`), other relations and longer chains (`goal`).
 */
export const unseenSplit: Split = readSplit(unseen as unknown as SplitFile);

/** The tasks of the seen split. */
export const seenTasks = seenSplit.tasks;

/** The tasks of the unseen split. */
export const unseenTasks = unseenSplit.tasks;

/**
 * Reads a split of one's own, and sees that it is what its checksum says.
 *
 * @throws InspireError `SPLIT_INVALID` for text that is no split, or that was changed.
 */
export async function parseSplit(text: string): Promise<Split> {
  const file = parseJson(text);
  const { checksum, ...body } = file;
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const digest = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (found !== checksum) throw invalid(`its checksum is ${found}, not ${checksum}`);
  return readSplit(file);
}

function parseJson(text: string): SplitFile {
  try {
    return JSON.parse(text) as SplitFile;
  } catch (cause) {
    throw invalid(cause instanceof Error ? cause.message : String(cause));
  }
}

function readSplit({ scenes, tasks, ...split }: SplitFile): Split {
  if (!Array.isArray(scenes) || !Array.isArray(tasks)) throw invalid('it has no scenes or no tasks');
  const [first, ...rest] = tasks.map((task): Task => {
    const scene = scenes.find(({ id }) => id === task.scene);
    if (scene === undefined) throw invalid(`task ${task.id} is in scene ${task.scene}, which it lacks`);
    return { ...task, scene };
  });
  if (first === undefined) throw invalid('it has no tasks');
  return { ...split, tasks: [first, ...rest] };
}

function invalid(detail: string): InspireError {
  return new InspireError({
    code: 'SPLIT_INVALID',
    message: `the split cannot be used: ${detail}`,
    fix: 'take a file as it was published; of your own, write the SHA-256 of the rest as its checksum',
  });
}
