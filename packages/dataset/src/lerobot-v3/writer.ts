import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DuckDBValue } from '@duckdb/node-api';
import type { Camera, Column, Feature } from '../episode.js';
import {
  openParquetDatabase,
  type ParquetColumn,
  type ParquetDatabase,
  type ParquetTable,
} from '../parquet.js';
import { checkEpisode, checkPictures, type EpisodeInput } from './check-episode.js';
import {
  automaticFeatures,
  defaultFileSize,
  describeFeatures,
  formatPath,
  huggingFaceMetadata,
  paths,
  placeOf,
} from './layout.js';
import { type EpisodeRow, writeMetadata } from './metadata.js';
import { countLevels, decodePicture, encodePictures } from './pictures.js';
import { columnStatistics, type FeatureStatistics, pictureStatistics, sampledFrames } from './statistics.js';
import { columnType, rowValues } from './values.js';

/** Options of {@link createLeRobotV3Writer}. */
export interface LeRobotV3Options {
  /** An existing folder, usually a staged one. */
  readonly directory: string;
  /** Frames per second. */
  readonly fps: number;
  readonly robotType: string | null;
  /** Features of every frame; cameras and LeRobot's own index columns not among them. */
  readonly features: readonly Feature[];
  readonly cameras: readonly Camera[];
  /** A data file is closed before it grows beyond this; default 100, as LeRobot's. */
  readonly dataFileSizeInMegabytes?: number;
}

/** Writes a dataset episode by episode. */
export interface LeRobotV3Writer {
  /** @throws InspireError `EPISODE_INVALID` for an episode that is not as declared. */
  writeEpisode(episode: EpisodeInput): Promise<void>;
  /** Writes what is left and all metadata. */
  finish(): Promise<void>;
  /** Frees DuckDB. Calling it twice is harmless. */
  close(): Promise<void>;
}

/** Pictures that are in memory at a time, per camera. */
const framesPerBatch = 128;

/**
 * Writes LeRobot v3.0, as lerobot 0.6.1 reads it: pictures as PNG inside the parquet files, statistics included.
 *
 * Source of the format: huggingface/lerobot\@7427f318 datasets/. The same episodes give the same bytes.
 *
 * @throws InspireError `OUTPUT_NOT_WRITABLE` or `OUTPUT_DISK_FULL` where files cannot be written.
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { createLeRobotV3Writer } from '@inspire-vla/dataset';
 *
 * const directory = await mkdtemp(join(tmpdir(), 'dataset-'));
 * const features = [{ name: 'state', type: 'float32', shape: [2], names: null }] as const;
 * const writer = await createLeRobotV3Writer({ directory, fps: 20, robotType: 'panda', features, cameras: [] });
 * const columns = new Map([['state', Float32Array.of(0, 0, 1, 1)]]);
 * await writer.writeEpisode({ instruction: 'lift the cup', length: 2, columns, pictures: async () => [] });
 * await writer.finish();
 * await writer.close();
 * ```
 */
export async function createLeRobotV3Writer(options: LeRobotV3Options): Promise<LeRobotV3Writer> {
  const database = await openParquetDatabase();
  const state = await createState(options, database);
  let isOpen = true;
  return {
    writeEpisode: (episode) => writeEpisode(state, episode),
    finish: () => finish(state),
    async close() {
      if (isOpen) database.close();
      isOpen = false;
    },
  };
}

/** What a writer remembers between episodes. */
interface WriterState {
  readonly options: LeRobotV3Options;
  readonly duckdb: typeof import('@duckdb/node-api');
  readonly database: ParquetDatabase;
  readonly table: ParquetTable;
  readonly tasks: Map<string, number>;
  readonly episodes: EpisodeRow[];
  frames: number;
  /** Data files that are closed. */
  files: number;
  /** Estimated bytes in the open data file. */
  bytes: number;
}

async function createState(options: LeRobotV3Options, database: ParquetDatabase): Promise<WriterState> {
  const duckdb = await import('@duckdb/node-api');
  const picture = duckdb.STRUCT({ bytes: duckdb.BLOB, path: duckdb.VARCHAR });
  const columns: ParquetColumn[] = [
    ...options.cameras.map(({ name }) => ({ name, type: picture })),
    ...[...options.features, ...automaticFeatures].map((feature) => ({
      name: feature.name,
      type: columnType(duckdb, feature),
    })),
  ];
  const table = await database.createTable(columns);
  return { options, duckdb, database, table, tasks: new Map(), episodes: [], frames: 0, files: 0, bytes: 0 };
}

async function writeEpisode(state: WriterState, episode: EpisodeInput): Promise<void> {
  const { options, episodes, tasks } = state;
  const index = episodes.length;
  checkEpisode(episode, index, options.features);
  const task = tasks.get(episode.instruction) ?? tasks.size;
  tasks.set(episode.instruction, task);

  const columns = new Map([...episode.columns, ...automaticColumns(state, episode.length, task)]);
  const numbers = [...options.features, ...automaticFeatures].filter(({ type }) => type !== 'string');
  const statistics = new Map<string, FeatureStatistics>();
  const pictures = await encodeCameras(state, episode, index, statistics);
  for (const { name } of numbers) {
    statistics.set(name, columnStatistics((columns.get(name) ?? []) as ArrayLike<number>, episode.length));
  }

  const size = pictures.flat().reduce((sum, bytes) => sum + bytes.length, 0) + episode.length * 256;
  const limit = (options.dataFileSizeInMegabytes ?? defaultFileSize) * 2 ** 20;
  if (state.bytes > 0 && state.bytes + size >= limit) await closeDataFile(state);
  await appendRows(state, episode.length, columns, pictures);
  state.bytes += size;
  episodes.push({
    instruction: episode.instruction,
    length: episode.length,
    from: state.frames,
    data: placeOf(state.files),
    statistics,
  });
  state.frames += episode.length;
}

function automaticColumns({ options, episodes, frames }: WriterState, length: number, task: number) {
  const count = (from: number) => BigInt64Array.from({ length }, (_, frame) => BigInt(from + frame));
  const same = (value: number) => new BigInt64Array(length).fill(BigInt(value));
  return new Map<string, Column>([
    ['timestamp', Float32Array.from({ length }, (_, frame) => frame / options.fps)],
    ['frame_index', count(0)],
    ['episode_index', same(episodes.length)],
    ['index', count(frames)],
    ['task_index', same(task)],
  ]);
}

/** PNG files per camera; their statistics are added to the given ones. */
async function encodeCameras(
  { options }: WriterState,
  episode: EpisodeInput,
  index: number,
  statistics: Map<string, FeatureStatistics>,
): Promise<readonly (readonly Uint8Array[])[]> {
  const sampled = new Set(sampledFrames(episode.length));
  const cameras: Uint8Array[][] = [];
  for (const camera of options.cameras) {
    const encoded: Uint8Array[] = [];
    const levels = new Float64Array(3 * 256);
    for (let start = 0; start < episode.length; start += framesPerBatch) {
      const end = Math.min(episode.length, start + framesPerBatch);
      const pictures = await episode.pictures(camera.name, start, end);
      checkPictures(pictures, index, camera, end - start);
      encoded.push(...(await encodePictures(pictures)));
      for (const [offset, picture] of pictures.entries()) {
        if (!sampled.has(start + offset)) continue;
        countLevels(levels, await decodePicture(picture), camera.width, camera.height);
      }
    }
    cameras.push(encoded);
    statistics.set(camera.name, pictureStatistics(levels, sampled.size));
  }
  return cameras;
}

async function appendRows(
  { options, duckdb, table }: WriterState,
  length: number,
  columns: ReadonlyMap<string, Column>,
  cameras: readonly (readonly Uint8Array[])[],
): Promise<void> {
  const pictures = cameras.map((encoded) =>
    encoded.map((bytes): DuckDBValue => duckdb.structValue({ bytes: duckdb.blobValue(bytes), path: null })),
  );
  const numbers = [...options.features, ...automaticFeatures].map((feature) =>
    rowValues(duckdb, feature, columns.get(feature.name) ?? [], 0, length),
  );
  await table.append([...pictures, ...numbers]);
}

async function closeDataFile(state: WriterState): Promise<void> {
  const { options, table } = state;
  const features = describeFeatures(options.cameras, options.features);
  const file = join(options.directory, formatPath(paths.data, placeOf(state.files)));
  await mkdir(dirname(file), { recursive: true });
  await table.writeTo(file, { huggingface: huggingFaceMetadata(features) });
  state.files += 1;
  state.bytes = 0;
}

async function finish(state: WriterState): Promise<void> {
  if (state.bytes > 0) await closeDataFile(state);
  await writeMetadata(state.database, state.duckdb, {
    ...state.options,
    frames: state.frames,
    tasks: [...state.tasks.keys()],
    episodes: state.episodes,
  });
}
