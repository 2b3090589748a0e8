import { chunkSize } from '../lerobot/features.js';

/** Version of the LeRobot format. */
export const codebaseVersion = 'v3.0';

/** Paths inside a dataset, with LeRobot's own placeholders. */
export const paths = {
  statistics: 'meta/stats.json',
  tasks: 'meta/tasks.parquet',
  episodes: 'meta/episodes/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet',
  data: 'data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet',
  video: 'videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4',
} as const;

/** Megabytes, before compression, at which a data file is closed unless told otherwise: what an interrupted run can lose. */
export const defaultFileSize = 32;

/** Megabytes at which lerobot closes a data file that it goes on with. */
export const lerobotFileSize = 100;

/** Where a file stands in its chunks. */
export interface FilePlace {
  readonly chunk: number;
  readonly file: number;
}

/** The n-th file's place. */
export function placeOf(index: number): FilePlace {
  return { chunk: Math.floor(index / chunkSize), file: index % chunkSize };
}

/** The number of the file that stands at a place. */
export function indexOf({ chunk, file }: FilePlace): number {
  return chunk * chunkSize + file;
}

/** The values of a path's placeholders. */
export function placeholders(
  { chunk, file }: FilePlace,
  camera = '',
): Readonly<Record<string, string | number>> {
  return { chunk_index: chunk, file_index: file, video_key: camera };
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
