import type { Camera, Feature } from '../episode.js';

/** Version of the LeRobot format. */
export const codebaseVersion = 'v3.0';

/** Columns that LeRobot keeps for every frame, after the dataset's own. */
export const automaticFeatures: readonly Feature[] = [
  { name: 'timestamp', type: 'float32', shape: [1], names: null },
  { name: 'frame_index', type: 'int64', shape: [1], names: null },
  { name: 'episode_index', type: 'int64', shape: [1], names: null },
  { name: 'index', type: 'int64', shape: [1], names: null },
  { name: 'task_index', type: 'int64', shape: [1], names: null },
];

/** Paths inside a dataset, with LeRobot's own placeholders. */
export const paths = {
  info: 'meta/info.json',
  statistics: 'meta/stats.json',
  tasks: 'meta/tasks.parquet',
  episodes: 'meta/episodes/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet',
  data: 'data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet',
} as const;

/** Megabytes at which a data file is closed, unless told otherwise. */
export const defaultFileSize = 100;

/** Files per chunk folder. */
export const chunkSize = 1000;

/** Where a file stands in its chunks. */
export interface FilePlace {
  readonly chunk: number;
  readonly file: number;
}

/** The n-th file's place. */
export function placeOf(index: number): FilePlace {
  return { chunk: Math.floor(index / chunkSize), file: index % chunkSize };
}

/** Fills a path's placeholders. */
export function formatPath(template: string, { chunk, file }: FilePlace): string {
  const digits = (value: number) => String(value).padStart(3, '0');
  return template.replace('{chunk_index:03d}', digits(chunk)).replace('{file_index:03d}', digits(file));
}

/** A feature as `info.json` describes it. */
export interface InfoFeature {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly names: readonly string[] | null;
}

/** All features of a dataset by name, cameras first. */
export function describeFeatures(
  cameras: readonly Camera[],
  features: readonly Feature[],
): Readonly<Record<string, InfoFeature>> {
  const pictures = cameras.map(({ name, width, height }): [string, InfoFeature] => [
    name,
    { dtype: 'image', shape: [height, width, 3], names: ['height', 'width', 'channel'] },
  ]);
  const numbers = [...features, ...automaticFeatures].map(
    ({ name, type, shape, names }): [string, InfoFeature] => [name, { dtype: type, shape, names }],
  );
  return Object.fromEntries([...pictures, ...numbers]);
}

/** Footer metadata by which the `datasets` library restores column types. */
export function huggingFaceMetadata(features: Readonly<Record<string, InfoFeature>>): string {
  const described = Object.entries(features).map(([name, { dtype, shape }]) => [
    name,
    huggingFaceType(dtype, shape),
  ]);
  return JSON.stringify({ info: { features: Object.fromEntries(described) } });
}

function huggingFaceType(dtype: string, shape: readonly number[]): object {
  if (dtype === 'image') return { _type: 'Image' };
  const value = { dtype, _type: 'Value' };
  if (shape.length === 1)
    return shape[0] === 1 ? value : { feature: value, length: shape[0], _type: 'Sequence' };
  return { shape, dtype, _type: `Array${shape.length}D` };
}

/** Footer metadata by which pandas restores the index of `tasks.parquet`. */
export const pandasTasksMetadata = JSON.stringify({
  index_columns: ['task'],
  columns: [
    {
      name: 'task_index',
      field_name: 'task_index',
      pandas_type: 'int64',
      numpy_type: 'int64',
      metadata: null,
    },
    { name: 'task', field_name: 'task', pandas_type: 'unicode', numpy_type: 'object', metadata: null },
  ],
});
