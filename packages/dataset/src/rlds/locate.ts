import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isHidden } from '../is-hidden.js';

/** Every file name of a shard has this, whatever else a template says. */
const shardPattern = /\.tfrecord(-\d{5,}-of-\d{5,})?$/;

/**
 * Whether a path is a folder that tensorflow-datasets reads: with `features.json` or shards, or with such a folder per
 * version. A damaged one counts: its error then names the damage.
 */
export async function recognizeRlds(path: string): Promise<boolean> {
  return (await locateDataset(path)) !== null;
}

/** The folder with `features.json`: the path itself, or its highest version. Null where there is none. */
export async function locateDataset(path: string): Promise<string | null> {
  if (!(await stat(path)).isDirectory()) return null;
  const names = await readdir(path);
  if (isDataset(names)) return path;
  const versions = names.filter((name) => /^\d+\.\d+\.\d+$/.test(name)).sort(byVersion);
  for (const version of versions.reverse()) {
    const folder = join(path, version);
    if ((await stat(folder)).isDirectory() && isDataset(await readdir(folder))) return folder;
  }
  return null;
}

function isDataset(names: readonly string[]): boolean {
  return names.includes('features.json') || names.some((name) => shardPattern.test(name) && !isHidden(name));
}

/** `1.2.0` before `1.10.0`. */
function byVersion(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  const differences = (left ?? []).map((part, index) => part - (right?.[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
