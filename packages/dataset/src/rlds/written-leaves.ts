import { InspireError } from '@inspire-vla/adapter';
import type { Camera, Feature, FeaturePlace } from '../episode.js';
import type { WriterOptions } from '../writing/dataset-writer.js';
import { isCount } from '../writing/is-count.js';
import { renamed } from './naming.js';

/** A list of every record that is written, and the feature that it holds. */
export interface WrittenLeaf {
  readonly key: string;
  readonly feature: Feature;
  /** Whether it is a single value, and not a list of one. */
  readonly isScalar: boolean;
}

/** A camera, and its list. */
export interface WrittenCamera {
  readonly key: string;
  readonly camera: Camera;
}

/** All lists of a record that is written. */
export interface WrittenLists {
  readonly leaves: readonly WrittenLeaf[];
  readonly cameras: readonly WrittenCamera[];
}

/** What every step and episode has in the authors' schema; what a source lacks is filled in by `step-columns.ts`. */
export const schemaFeatures: readonly Feature[] = [
  scalar('is_first', 'bool'),
  scalar('is_last', 'bool'),
  scalar('is_terminal', 'bool'),
  scalar('next.reward', 'float32'),
  scalar('discount', 'float32'),
  scalar('language_instruction', 'string'),
  scalar('episode_metadata.file_path', 'string'),
];

/** Further names of lists of the schema: LeRobot's. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['action', 'steps/action'],
  ['reward', 'steps/reward'],
]);

const keys = new Map([...[...renamed].map(([key, name]) => [name, key] as const), ...otherNames]);

/** Names of what a robot senses; everything else is of the step itself. */
const sensed = /^[^.]*(state|proprio|pose|joint|gripper)[^.]*$/i;

/**
 * The lists for declared features and cameras, in the order of their keys.
 *
 * @param options - what has a place of its own (`places`) keeps it.
 * @throws InspireError `FEATURE_INVALID` for what the format cannot hold.
 */
export function writtenLists({
  features,
  cameras,
  places = {},
}: Pick<WriterOptions, 'features' | 'cameras' | 'places'>): WrittenLists {
  const known = new Map(Object.entries(places));
  const given = features.map((feature) => leafOf(feature, known.get(feature.name)));
  const leaves = [...given, ...missingLeaves(given)];
  const pictures = cameras.map((camera) => ({
    key: known.get(camera.name)?.path ?? cameraKey(camera.name),
    camera,
  }));
  checkKeys([...leaves, ...pictures].map(({ key }) => key));
  for (const { feature } of leaves) checkFeature(feature);
  for (const { name, width, height } of cameras) {
    if (!isCount(width) || !isCount(height)) throw invalid(name, `${width}×${height} is no picture size`);
  }
  return { leaves: leaves.sort(byKey), cameras: pictures.sort(byKey) };
}

function leafOf(feature: Feature, place: FeaturePlace | undefined): WrittenLeaf {
  const isSingle = feature.shape.length === 1 && feature.shape[0] === 1;
  return { key: place?.path ?? keyOf(feature.name), feature, isScalar: isSingle && place?.isList !== true };
}

function missingLeaves(given: readonly WrittenLeaf[]): readonly WrittenLeaf[] {
  const keys = new Set(given.map(({ key }) => key));
  return schemaFeatures
    .map((feature) => leafOf(feature, undefined))
    .filter(({ key }) => !keys.has(key) && groupAmong(keys, key) === undefined);
}

/** Where a feature stands in a record. */
export function keyOf(name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const [group = '', ...rest] = name.split('.');
  if (group === 'episode_metadata' && rest.length > 0) return `episode_metadata/${rest.join('.')}`;
  if (group === 'observation' && rest.length > 0) return `steps/observation/${rest.join('.')}`;
  return sensed.test(name) ? `steps/observation/${name}` : `steps/${name}`;
}

function cameraKey(name: string): string {
  return `steps/observation/${name.replace(/^observation\.(images\.)?/, '')}`;
}

function checkKeys(all: readonly string[]): void {
  const taken = new Set<string>();
  for (const key of all) {
    if (taken.has(key)) throw invalid(key, 'two features or cameras have one place in a record');
    taken.add(key);
  }
  for (const key of all) {
    const group = groupAmong(taken, key);
    if (group !== undefined) throw invalid(key, `its place is inside of another feature's, ${group}`);
  }
}

/** Which of the keys would have to be a group, for another to be inside of it. */
function groupAmong(keys: ReadonlySet<string>, key: string): string | undefined {
  const above = key.split('/').map((_, depth, names) => names.slice(0, depth).join('/'));
  return above.find((outer) => keys.has(outer));
}

function checkFeature({ name, type, shape }: Feature): void {
  if (name === '' || name.includes('/')) throw invalid(name, 'a name must not be empty or hold a slash');
  if (type === 'language') throw invalid(name, 'the format has no place for dialogue');
  if (shape.length < 1 || !shape.every(isCount)) throw invalid(name, `[${shape.join(', ')}] is no shape`);
}

function byKey(one: { readonly key: string }, other: { readonly key: string }): number {
  return one.key < other.key ? -1 : 1;
}

function scalar(name: string, type: Feature['type']): Feature {
  return { name, type, shape: [1], names: null };
}

function invalid(at: string, message: string): InspireError {
  return new InspireError({
    code: 'FEATURE_INVALID',
    message,
    at,
    fix: 'declare features that an RLDS dataset can hold, or leave this one out',
  });
}
