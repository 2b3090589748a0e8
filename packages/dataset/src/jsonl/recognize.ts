import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatName, infoPath } from './description.js';

/** Whether a folder is a dataset of JSON Lines, as `meta/info.json` says. */
export async function recognizeJsonLines(path: string): Promise<boolean> {
  const text = await readFile(join(path, infoPath), 'utf8').catch(() => '');
  try {
    return Object(JSON.parse(text)).format === formatName;
  } catch {
    return false;
  }
}
