import { join, relative } from 'node:path';
import { corrupt } from './errors.js';
import { infoPath } from './features.js';
import { formatPath } from './format-path.js';

/**
 * A file of a dataset by one of the path templates of its `meta/info.json`.
 *
 * @throws InspireError `DATASET_CORRUPT` where it leads out of the folder: a dataset must not make us read what lies
 * elsewhere.
 */
export function insideFolder(
  directory: string,
  template: string,
  values: Readonly<Record<string, string | number>>,
): string {
  const path = join(directory, formatPath(template, values));
  if (!relative(directory, path).startsWith('..')) return path;
  throw corrupt(join(directory, infoPath), `the path "${template}" leads out of the folder`);
}
