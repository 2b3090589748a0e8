import { join } from 'node:path';
import type { DuckDBValue } from '@duckdb/node-api';
import type { Camera, Column, Feature } from '../episode.js';
import type { ParquetDatabase } from '../parquet.js';
import { checkEpisode, type EpisodeInput } from './check-episode.js';
import { encodeCamera } from './encode-camera.js';
import { createEpisodeLog } from './episode-log.js';
import {
  automaticFeatures,
  defaultFileSize,
  describeFeatures,
  formatPath,
  huggingFaceMetadata,
  paths,
  placeOf,
} from './layout.js';
import { writeMetadata } from './metadata.js';
import { createPictureCodec } from './pictures.js';
import { columnStatistics, type FeatureStatistics } from './statistics.js';
import { columnType, rowValues, sizeOf } from './values.js';

/** What is to be written, and where. */
export interface DatasetFilesOptions {
  readonly directory: string;
  readonly fps: number;
  readonly robotType: string | null;
  readonly features: readonly Feature[];
  readonly cameras: readonly Camera[];
  readonly dataFileSizeInMegabytes?: number;
}

/** An episode that has passed all checks: nothing of it is in the dataset yet. */
interface PreparedEpisode {
  readonly instruction: string;
  readonly length: number;
  readonly task: number;
  readonly columns: ReadonlyMap<string, Column>;
  /** Files of each camera. */
  readonly pictures: readonly (readonly Uint8Array[])[];
  readonly statistics: ReadonlyMap<string, FeatureStatistics>;
}

/** The files of a dataset while they grow. */
export interface DatasetFiles {
  /** Checks, encodes and counts an episode. */
  prepare(episode: EpisodeInput): Promise<PreparedEpisode>;
  append(episode: PreparedEpisode): Promise<void>;
  finish(): Promise<{ readonly episodes: number; readonly frames: number; readonly tasks: number }>;
}

/** Begins the files of a dataset: rows are gathered in DuckDB until a data file is full. */
export async function createDatasetFiles(
  options: DatasetFilesOptions,
  database: ParquetDatabase,
): Promise<DatasetFiles> {
  const { directory, cameras, features, fps } = options;
  const duckdb = await import('@duckdb/node-api');
  const codec = await createPictureCodec();
  const allFeatures = [...features, ...automaticFeatures];
  const described = describeFeatures(cameras, features);
  const picture = duckdb.STRUCT({ bytes: duckdb.BLOB, path: duckdb.VARCHAR });
  const table = await database.createTable([
    ...cameras.map(({ name }) => ({ name, type: picture })),
    ...allFeatures.map((feature) => ({ name: feature.name, type: columnType(duckdb, feature) })),
  ]);
  const log = await createEpisodeLog(database, duckdb, directory, described);
  const tasks = new Map<string, number>();
  const limit = (options.dataFileSizeInMegabytes ?? defaultFileSize) * 2 ** 20;
  // Counts of what is written; `files` are closed data files, `bytes` stand in the open one.
  let [episodes, frames, files, bytes] = [0, 0, 0, 0];

  async function prepare(episode: EpisodeInput): Promise<PreparedEpisode> {
    const { instruction, length } = episode;
    const task = tasks.get(instruction) ?? tasks.size;
    const given = checkEpisode(episode, episodes, features);
    const columns = new Map([...given, ...automaticColumns({ fps, length, episodes, frames, task })]);
    // Together, so that no processor waits for the last picture of a camera; the first camera's failure is told.
    const settled = await Promise.allSettled(
      cameras.map((camera) => encodeCamera(episode, episodes, camera, codec)),
    );
    const encoded = settled.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
    const statistics = new Map<string, FeatureStatistics>(
      encoded.map((camera, index) => [cameras[index]?.name ?? '', camera.statistics]),
    );
    for (const [name, column] of columns) {
      if (ArrayBuffer.isView(column)) statistics.set(name, columnStatistics(column, length));
    }
    return { instruction, length, task, columns, pictures: encoded.map(({ files }) => files), statistics };
  }

  async function append({ pictures, columns, ...episode }: PreparedEpisode): Promise<void> {
    const sizes = [...pictures.flat().map((file) => file.length), ...[...columns.values()].map(sizeOf)];
    const size = sizes.reduce((sum, part) => sum + part, 0);
    if (bytes > 0 && bytes + size >= limit) await closeDataFile();
    const rows = allFeatures.map((feature) =>
      rowValues(duckdb, feature, columns.get(feature.name) ?? [], episode.length),
    );
    await table.append([...pictures.map(pictureValues), ...rows]);
    await log.add({ ...episode, index: episodes, from: frames, data: placeOf(files) });
    tasks.set(episode.instruction, episode.task);
    episodes += 1;
    frames += episode.length;
    bytes += size;
  }

  function pictureValues(encoded: readonly Uint8Array[]): readonly DuckDBValue[] {
    return encoded.map((file) => duckdb.structValue({ bytes: duckdb.blobValue(file), path: null }));
  }

  async function closeDataFile(): Promise<void> {
    const file = join(directory, formatPath(paths.data, placeOf(files)));
    await table.writeTo(file, { huggingface: huggingFaceMetadata(described) });
    files += 1;
    bytes = 0;
  }

  async function finish() {
    if (bytes > 0) await closeDataFile();
    await log.finish();
    const statistics = log.statistics();
    const record = {
      ...options,
      features: described,
      frames,
      episodes,
      tasks: [...tasks.keys()],
      statistics,
    };
    await writeMetadata(database, duckdb, record);
    return { episodes, frames, tasks: tasks.size };
  }

  return { prepare, append, finish };
}

/** LeRobot's own columns of one episode. */
function automaticColumns(episode: {
  readonly fps: number;
  readonly length: number;
  readonly episodes: number;
  readonly frames: number;
  readonly task: number;
}): readonly (readonly [string, Column])[] {
  const { fps, length, episodes, frames, task } = episode;
  const count = (from: number) => BigInt64Array.from({ length }, (_, frame) => BigInt(from + frame));
  const same = (value: number) => new BigInt64Array(length).fill(BigInt(value));
  return [
    ['timestamp', Float32Array.from({ length }, (_, frame) => frame / fps)],
    ['frame_index', count(0)],
    ['episode_index', same(episodes)],
    ['index', count(frames)],
    ['task_index', same(task)],
  ];
}
