import { InspireError } from '@inspire-vla/adapter';
import type { Camera, Feature } from '../episode.js';
import { isCount } from '../writing/is-count.js';
import type { DescribedFeature } from './description.js';
import { cameraDatasets, infoFeature, numberFeatures } from './layout.js';

/** A camera, and the dataset of a demonstration that holds its pictures. */
export interface PlacedCamera {
  readonly camera: Camera;
  readonly dataset: string;
}

/** Where everything of an episode is written. */
export interface WrittenPlaces {
  readonly features: readonly DescribedFeature[];
  readonly cameras: readonly PlacedCamera[];
}

/** Names of LIBERO's datasets, by the names that features have in LeRobot, openpi's conversions and RLDS. */
const liberoDatasets: ReadonlyMap<string, string> = new Map([
  ['action', 'actions'],
  ['reward', 'rewards'],
  ['done', 'dones'],
  [infoFeature.feature.name, 'object_infos'],
  ...numberFeatures.flatMap(({ feature, datasets: [only, ...others] }) =>
    only === undefined || others.length > 0 ? [] : [[feature.name, only] as const],
  ),
]);

/** LIBERO's state, which it keeps in two datasets; one of other elements stays whole. */
const splitState = numberFeatures.find(({ datasets }) => datasets.length > 1);

/** Parts of LIBERO's state that its files repeat, each with the columns of `obs/ee_states` that it holds. */
export const repeatedParts: readonly (readonly [dataset: string, columns: readonly [number, number]])[] = [
  ['obs/ee_pos', [0, 3]],
  ['obs/ee_ori', [3, 6]],
];

/**
 * Gives every feature and camera its place in a demonstration: LIBERO's own where it has one, else by its name, whose
 * first dot begins a group (`inspire.answer` is `inspire/answer`; `observation` is `obs`).
 *
 * @throws InspireError `FEATURE_INVALID` for what the format cannot hold.
 */
export function placeAll(features: readonly Feature[], cameras: readonly Camera[]): WrittenPlaces {
  const placed = features.map(placeFeature);
  const seen = cameras.map((camera) => ({ camera, dataset: cameraDataset(camera) }));
  const places = [...placed.flatMap(({ datasets }) => datasets), ...seen.map(({ dataset }) => dataset)];
  const repeated = isSplit(placed) ? repeatedParts.map(([dataset]) => dataset) : [];
  checkPlaces([...places, ...repeated]);
  return { features: placed, cameras: seen };
}

/** Whether the state is LIBERO's, which its files hold in parts. */
export function isSplit(features: readonly DescribedFeature[]): boolean {
  return features.some(({ datasets }) => datasets.length > 1);
}

function placeFeature({ name, type, shape, names }: Feature): DescribedFeature {
  if (type === 'language') throw invalid(name, 'the format has no place for dialogue');
  checkName(name);
  if (shape.length < 1 || !shape.every(isCount)) throw invalid(name, `[${shape.join(', ')}] is no shape`);
  const described = { name, type, shape: [...shape], names: names === null ? null : [...names] };
  return { ...described, datasets: datasetsOf({ name, type, shape, names }) };
}

function datasetsOf({ name, type, shape, names }: Feature): string[] {
  const isState = name === splitState?.feature.name && String(names) === String(splitState.feature.names);
  if (isState && type === 'float32' && shape.length === 1) return [...splitState.datasets];
  const known = liberoDatasets.get(name);
  // LIBERO's object infos are one text per step; rewards and ends are one number.
  const isFit = known !== 'object_infos' || (type === 'string' && shape.length === 1 && shape[0] === 1);
  return [known !== undefined && isFit ? known : ownPlace(name)];
}

/** Where a feature stands that LIBERO does not know. */
function ownPlace(name: string): string {
  const [group = '', ...rest] = name.split('.');
  if (rest.length === 0) return name;
  return `${group === 'observation' ? 'obs' : group}/${rest.join('.')}`;
}

function cameraDataset({ name, width, height }: Camera): string {
  checkName(name);
  if (!isCount(width) || !isCount(height)) throw invalid(name, `${width}×${height} is no picture size`);
  return cameraDatasets[name] ?? `obs/${name.replace(/^observation\.(images\.)?/, '')}_rgb`;
}

function checkName(name: string): void {
  if (name === '' || name.includes('/') || name.includes('\0') || name.split('.').some((part) => part === ''))
    throw invalid(name, 'a name must not be empty, hold a slash, or begin, end or double its dots');
}

/** No two datasets have one place, and none is where another's group is. */
function checkPlaces(places: readonly string[]): void {
  const groups = new Set(['obs', ...places.filter((place) => place.includes('/')).map(groupOf)]);
  const taken = new Set<string>();
  for (const place of places) {
    if (taken.has(place) || groups.has(place))
      throw invalid(place, 'two features or cameras have one place in a demonstration');
    taken.add(place);
  }
}

/** The group that a dataset stands in. */
export function groupOf(place: string): string {
  return place.slice(0, Math.max(0, place.lastIndexOf('/')));
}

function invalid(at: string, message: string): InspireError {
  return new InspireError({
    code: 'FEATURE_INVALID',
    message,
    at,
    fix: 'declare features that a LIBERO file can hold, or leave this one out',
  });
}
