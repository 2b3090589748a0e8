import type { Camera, Feature } from '../episode.js';
import { languageFeature } from './language.js';

/** Columns that LeRobot keeps for every frame, after the dataset's own. */
export const automaticFeatures: readonly Feature[] = [
  { name: 'timestamp', type: 'float32', shape: [1], names: null },
  { name: 'frame_index', type: 'int64', shape: [1], names: null },
  { name: 'episode_index', type: 'int64', shape: [1], names: null },
  { name: 'index', type: 'int64', shape: [1], names: null },
  { name: 'task_index', type: 'int64', shape: [1], names: null },
];

/** Path of the file that makes a folder a LeRobot dataset. */
export const infoPath = 'meta/info.json';

/** Files, or episodes, per chunk folder. */
export const chunkSize = 1000;

/** A feature as `info.json` describes it. */
export interface InfoFeature {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly names: readonly string[] | null;
  /** Of videos: codec, pixel format and so on. */
  readonly info?: Readonly<Record<string, unknown>>;
}

/** All features of a dataset by name, cameras first. */
export type DescribedFeatures = Readonly<Record<string, InfoFeature>>;

/** Describes cameras, features and LeRobot's own columns; cameras of depth have one channel. */
export function describeFeatures(
  cameras: readonly Camera[],
  features: readonly Feature[],
  depthCameras: readonly Camera[] = [],
): DescribedFeatures {
  const numbers = [...features, ...automaticFeatures].map(
    ({ name, type, shape, names }): [string, InfoFeature] => [name, { dtype: type, shape, names }],
  );
  return Object.fromEntries([
    ...cameras.map((camera) => describeCamera(camera, 3)),
    ...depthCameras.map((camera) => describeCamera(camera, 1)),
    ...numbers,
  ]);
}

function describeCamera({ name, width, height, video }: Camera, channels: number): [string, InfoFeature] {
  const form = { shape: [height, width, channels], names: ['height', 'width', 'channel'] };
  return [name, video === undefined ? { dtype: 'image', ...form } : { dtype: 'video', ...form, info: video }];
}

/** Footer metadata by which the `datasets` library restores column types; videos have no column. */
export function huggingFaceMetadata(features: DescribedFeatures): string {
  const described = Object.entries(features).flatMap(([name, { dtype, shape }]) =>
    dtype === 'video'
      ? []
      : [[name, dtype === 'language' ? languageFeature(name) : huggingFaceType(dtype, shape)]],
  );
  return JSON.stringify({ info: { features: Object.fromEntries(described) } });
}

function huggingFaceType(dtype: string, shape: readonly number[]): object {
  if (dtype === 'image') return { _type: 'Image' };
  const value = { dtype, _type: 'Value' };
  if (shape.length === 1)
    // The newer name `List` is unknown to the version of `datasets` that LeRobot v2.1 needs.
    return shape[0] === 1 ? value : { feature: value, length: shape[0], _type: 'Sequence' };
  return { shape, dtype, _type: `Array${shape.length}D` };
}
