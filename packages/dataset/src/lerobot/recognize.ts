import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { infoPath } from './features.js';

/** Whether a folder's `meta/info.json` says that it is a LeRobot dataset of one of these versions. */
export async function recognizeLeRobot(path: string, versions: readonly string[]): Promise<boolean> {
  const text = await readFile(join(path, infoPath), 'utf8').catch(() => '');
  const [, version = ''] = /"codebase_version"\s*:\s*"([^"]*)"/.exec(text) ?? [];
  return versions.includes(version);
}
