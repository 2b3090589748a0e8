import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { corrupt } from './errors.js';

/** Where the files of an episode are. */
export interface EpisodeFolder {
  readonly id: string;
  readonly folder: string;
  /** Numbers of the frames, rising; gaps are left as they are. */
  readonly frames: readonly number[];
}

/** Whether a path is a folder of episodes of the authors' robot, or one of them: with a folder `anno` of `0.json`, …. */
export async function recognizeRealJson(path: string): Promise<boolean> {
  return (await episodeFolders(path)).length > 0;
}

/**
 * The episodes of a folder, `episode_2` before `episode_10`, or the folder itself.
 *
 * @throws InspireError `DATASET_CORRUPT` where two files have the same number, such as `1.json` and `01.json`.
 */
export async function episodeFolders(path: string): Promise<readonly EpisodeFolder[]> {
  if (!(await stat(path)).isDirectory()) return [];
  const own = await framesOf(path);
  if (own !== null) return [{ id: basename(resolve(path)), folder: path, frames: own }];
  const names = (await readdir(path)).sort(byNumber);
  const found: EpisodeFolder[] = [];
  for (const id of names) {
    const frames = await framesOf(join(path, id));
    if (frames !== null) found.push({ id, folder: join(path, id), frames });
  }
  return found;
}

/** Null where there is no folder `anno`, or no frame in it. */
async function framesOf(folder: string): Promise<readonly number[] | null> {
  const annotations = join(folder, 'anno');
  const names = await readdir(annotations).catch(() => []);
  const frames = names.flatMap((name) => {
    const [, number] = /^(\d{1,9})\.json$/.exec(name) ?? [];
    return number === undefined ? [] : [{ name, number: Number(number) }];
  });
  if (frames.length === 0) return null;
  const strange = frames.find(({ name, number }) => name !== `${number}.json`);
  if (strange !== undefined) {
    throw corrupt(join(annotations, strange.name), `the file of frame ${strange.number} is not called so`);
  }
  return frames.map(({ number }) => number).sort((one, other) => one - other);
}

function byNumber(one: string, other: string): number {
  const [left, right] = [one, other].map((name) => Number(/\d+$/.exec(name)?.[0] ?? Number.NaN));
  const difference = (left ?? 0) - (right ?? 0);
  return Number.isNaN(difference) || difference === 0
    ? Number(one > other) - Number(one < other)
    : difference;
}
