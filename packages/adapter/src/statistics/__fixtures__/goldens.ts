import { existsSync, readFileSync } from 'node:fs';

/** Recorded from openpi's, OpenVLA's and LeRobot's own code; they stand beside the repository, not in it. */
const folder = new URL('../../../../../../shared/goldens/', import.meta.url);

export const hasGoldens = existsSync(folder);

export function readGolden<Content>(name: string): Content {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Content;
}
