import { InspireError } from '@inspire-vla/adapter';
import type { Camera, Feature } from '../episode.js';
import { isCount } from '../writing/is-count.js';
import { automaticFeatures } from './features.js';
import { languageColumns } from './language.js';

/** What a dataset declares before its first episode. */
export interface Declaration {
  readonly fps: number;
  readonly features: readonly Feature[];
  readonly cameras: readonly Camera[];
  readonly depthCameras?: readonly Camera[];
  readonly dataFileSizeInMegabytes?: number;
}

/** LeRobot adds the task's text under this name when a frame is read. */
const taskName = 'task';

/**
 * Checks that LeRobot can hold what is declared.
 *
 * @param dialogue - names that columns of dialogue may have.
 * @throws InspireError `FEATURE_INVALID`, naming the feature or option.
 */
export function checkDeclaration(
  { fps, features, cameras, depthCameras = [], dataFileSizeInMegabytes = 1 }: Declaration,
  dialogue: readonly string[],
): void {
  if (!isCount(fps)) throw invalid('fps', `${fps} is no whole number of frames per second`, otherFormat);
  if (!(dataFileSizeInMegabytes > 0)) {
    throw invalid('dataFileSizeInMegabytes', `${dataFileSizeInMegabytes} is no size`);
  }
  const pictured = [...cameras, ...depthCameras];
  checkNames([...pictured, ...features]);
  for (const { name, width, height } of pictured) {
    if (!isCount(width) || !isCount(height)) throw invalid(name, `${width}×${height} is no picture size`);
  }
  for (const { name, type, shape } of features) {
    if (shape.length < 1 || shape.length > 5 || !shape.every(isCount)) {
      throw invalid(name, `[${shape.join(', ')}] is no shape of 1 to 5 axes`);
    }
    const isDialogue = languageColumns.some((column) => column === name);
    if ((type === 'language') !== isDialogue || (isDialogue && !dialogue.includes(name))) {
      throw invalid(name, `of type language are ${dialogue.join(' and ') || 'no features in this version'}`);
    }
    if (type === 'string' && !(shape.length === 1 && shape[0] === 1)) {
      throw invalid(name, 'lerobot makes tensors of lists, so of texts a frame has one');
    }
    if (type !== 'string' && name.includes('image')) {
      throw invalid(name, 'lerobot takes every feature of numbers with "image" in its name for a camera');
    }
  }
}

function checkNames(declared: readonly { readonly name: string }[]): void {
  const taken = new Set([...automaticFeatures.map(({ name }) => name), taskName]);
  for (const { name } of declared) {
    if (name === '' || name.includes('/')) throw invalid(name, 'a name must not be empty or hold a slash');
    // Parquet readers, DuckDB among them, do not tell upper from lower case.
    if (taken.has(name.toLowerCase()))
      throw invalid(name, 'the name is taken, upper and lower case being one');
    taken.add(name.toLowerCase());
  }
}

const otherFormat =
  'LeRobot has whole rates only; choose a format that has others (--to): rlds, libero-hdf5 or jsonl';

const otherDeclaration =
  'change the declaration of features, cameras or frame rate; LeRobot cannot hold this one';

function invalid(at: string, message: string, fix = otherDeclaration): InspireError {
  return new InspireError({
    code: 'FEATURE_INVALID',
    message,
    at,
    fix,
  });
}
