import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codebaseVersion, paths } from './layout.js';

/** Whether a folder's `meta/info.json` says that it is a LeRobot v3.0 dataset. */
export async function recognizeLeRobotV3(path: string): Promise<boolean> {
  const text = await readFile(join(path, paths.info), 'utf8').catch(() => '');
  return new RegExp(`"codebase_version"\\s*:\\s*"${codebaseVersion.replace('.', '\\.')}"`).test(text);
}
