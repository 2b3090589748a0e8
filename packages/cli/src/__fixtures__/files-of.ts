import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Digests of all files below a folder, by their path. */
export async function filesOf(directory: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const digests = await Promise.all(
    paths.map(async (path) => [path.slice(directory.length + 1), await digest(path)] as const),
  );
  return Object.fromEntries(digests.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The same, with the time at which each was changed: they tell a file that was written again with the same bytes. */
export async function statesOf(directory: string): Promise<Readonly<Record<string, string>>> {
  const files = await filesOf(directory);
  const states = Object.entries(files).map(async ([path, sha256]) => {
    const { mtimeMs } = await stat(join(directory, path));
    return [path, `${sha256} of ${mtimeMs}`] as const;
  });
  return Object.fromEntries(await Promise.all(states));
}

async function digest(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}
