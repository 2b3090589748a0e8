import { existsSync, readFileSync } from 'node:fs';

/** Files of the founders' workplace, which are others' and not committed; see CONTRIBUTING.md. */
export function sharedFile(path: string): URL | null {
  const file = new URL(`../../../../../shared/${path}`, import.meta.url);
  return existsSync(file) ? file : null;
}

export function readShared<Value>(path: string): Value {
  const file = sharedFile(path);
  if (file === null) throw new Error(`${path} is absent; the test should have been skipped`);
  return JSON.parse(readFileSync(file, 'utf8')) as Value;
}
