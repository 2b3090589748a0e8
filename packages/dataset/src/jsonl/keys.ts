import { InspireError } from '@inspire-vla/adapter';
import type { Camera, Feature } from '../episode.js';
import { isCount } from '../writing/is-count.js';
import type { Info } from './description.js';

/** Keys that every record has by itself. */
const ownKeys = ['episode', 'frame', 'timestamp', 'instruction', 'images'];

/**
 * Gives every feature the key that records have it under: its name without `inspire.` or `observation.`, with `action`
 * for `actions`; the whole name where that is taken.
 *
 * @throws InspireError `FEATURE_INVALID` for what the format cannot hold.
 */
export function keyFeatures(features: readonly Feature[], cameras: readonly Camera[]): Info['features'] {
  for (const { name, width, height } of cameras) {
    if (/[/\\\0]/.test(name) || /^\.*$/.test(name)) throw invalid(name, 'it cannot be the name of a folder');
    if (!isCount(width) || !isCount(height)) throw invalid(name, `${width}×${height} is no picture size`);
  }
  checkDistinct(cameras.map(({ name }) => name.toLowerCase()));
  checkDistinct(features.map(({ name }) => name));
  const taken = new Set(ownKeys);
  return features.map(({ name, type, shape, names }) => {
    if (name === '') throw invalid(name, 'a name must not be empty');
    if (shape.length < 1 || !shape.every(isCount)) throw invalid(name, `[${shape.join(', ')}] is no shape`);
    const short = name.replace(/^(inspire|observation)\./, '').replace(/^actions$/, 'action');
    const key = [short, name, `feature.${name}`].find((candidate) => !taken.has(candidate));
    if (key === undefined) throw invalid(name, 'the name is taken');
    taken.add(key);
    return { key, name, type, shape: [...shape], names: names === null ? null : [...names] };
  });
}

function checkDistinct(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw invalid(twice, 'the name is taken, upper and lower case of cameras being one');
}

function invalid(at: string, message: string): InspireError {
  return new InspireError({
    code: 'FEATURE_INVALID',
    message,
    at,
    fix: 'declare features and cameras that can be keys of a record and names of a folder',
  });
}
