import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Path of a dataset that tensorflow-datasets wrote, beside the repository. */
export function goldenPath(name: string): string {
  return fileURLToPath(new URL(`../../../../../../shared/goldens/${name}`, import.meta.url));
}

/** What was recorded of it. */
export function readExpected<Expected>(name: string): Expected {
  return JSON.parse(readFileSync(`${goldenPath(name)}/expected.json`, 'utf8')) as Expected;
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
