import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Camera, Feature } from '../episode.js';
import type { ParquetDatabase } from '../parquet.js';
import {
  chunkSize,
  codebaseVersion,
  defaultFileSize,
  describeFeatures,
  type FilePlace,
  formatPath,
  type InfoFeature,
  pandasTasksMetadata,
  paths,
  placeOf,
  statisticShape,
} from './layout.js';
import { aggregate, type FeatureStatistics, shapedStatistic, statisticNames } from './statistics.js';
import { statisticType, statisticValue } from './values.js';

/** What the metadata keeps of an episode. */
export interface EpisodeRow {
  readonly instruction: string;
  readonly length: number;
  /** Its first row in the whole dataset. */
  readonly from: number;
  /** The data file that holds it. */
  readonly data: FilePlace;
  readonly statistics: ReadonlyMap<string, FeatureStatistics>;
}

/** All that the metadata files say. */
export interface DatasetRecord {
  readonly directory: string;
  readonly fps: number;
  readonly robotType: string | null;
  readonly features: readonly Feature[];
  readonly cameras: readonly Camera[];
  readonly dataFileSizeInMegabytes?: number;
  readonly frames: number;
  /** Row i is task_index i. */
  readonly tasks: readonly string[];
  readonly episodes: readonly EpisodeRow[];
}

type DuckDB = typeof import('@duckdb/node-api');

/** Writes the `meta` folder: tasks, episodes, statistics and, last, info. */
export async function writeMetadata(
  database: ParquetDatabase,
  duckdb: DuckDB,
  record: DatasetRecord,
): Promise<void> {
  await mkdir(join(record.directory, 'meta'), { recursive: true });
  const features = describeFeatures(record.cameras, record.features);
  await writeTasks(database, duckdb, record);
  if (record.episodes.length > 0) await writeEpisodes(database, duckdb, record, features);
  await writeFile(join(record.directory, paths.statistics), json(wholeStatistics(record, features)));
  await writeFile(join(record.directory, paths.info), json(describeDataset(record, features)));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 4)}\n`;
}

async function writeTasks(database: ParquetDatabase, duckdb: DuckDB, { directory, tasks }: DatasetRecord) {
  const table = await database.createTable([
    { name: 'task_index', type: duckdb.BIGINT },
    { name: 'task', type: duckdb.VARCHAR },
  ]);
  await table.append([tasks.map((_, index) => BigInt(index)), tasks]);
  await table.writeTo(join(directory, paths.tasks), { pandas: pandasTasksMetadata });
}

/** A column of the episodes file. The slashes are part of the names. */
interface EpisodeColumn {
  readonly name: string;
  readonly type: DuckDBType;
  value(episode: EpisodeRow, index: number): DuckDBValue;
}

async function writeEpisodes(
  database: ParquetDatabase,
  duckdb: DuckDB,
  { directory, episodes }: DatasetRecord,
  features: Readonly<Record<string, InfoFeature>>,
): Promise<void> {
  const columns = [...placeColumns(duckdb), ...statisticColumns(duckdb, episodes, features)];
  const table = await database.createTable(columns);
  await table.append(columns.map(({ value }) => episodes.map(value)));
  const file = join(directory, formatPath(paths.episodes, placeOf(0)));
  await mkdir(dirname(file), { recursive: true });
  await table.writeTo(file, {});
}

function placeColumns(duckdb: DuckDB): readonly EpisodeColumn[] {
  const integer = (name: string, value: (episode: EpisodeRow, index: number) => number): EpisodeColumn => ({
    name,
    type: duckdb.BIGINT,
    value: (episode, index) => BigInt(value(episode, index)),
  });
  return [
    integer('episode_index', (_, index) => index),
    {
      name: 'tasks',
      type: duckdb.LIST(duckdb.VARCHAR),
      value: ({ instruction }) => duckdb.listValue([instruction]),
    },
    integer('length', ({ length }) => length),
    integer('data/chunk_index', ({ data }) => data.chunk),
    integer('data/file_index', ({ data }) => data.file),
    integer('dataset_from_index', ({ from }) => from),
    integer('dataset_to_index', ({ from, length }) => from + length),
    integer('meta/episodes/chunk_index', () => 0),
    integer('meta/episodes/file_index', () => 0),
  ];
}

function statisticColumns(
  duckdb: DuckDB,
  episodes: readonly EpisodeRow[],
  features: Readonly<Record<string, InfoFeature>>,
): readonly EpisodeColumn[] {
  const names = [...(episodes[0]?.statistics.keys() ?? [])];
  return names.flatMap((feature) => {
    const shape = statisticShape(features[feature]);
    return statisticNames.map(
      (key): EpisodeColumn => ({
        name: `stats/${feature}/${key}`,
        type: statisticType(duckdb, key, shape.length),
        value: ({ statistics }) => {
          const found = statistics.get(feature);
          return found === undefined ? null : statisticValue(duckdb, key, shapedStatistic(found, key, shape));
        },
      }),
    );
  });
}

function wholeStatistics(
  { episodes }: DatasetRecord,
  features: Readonly<Record<string, InfoFeature>>,
): unknown {
  const names = [...(episodes[0]?.statistics.keys() ?? [])];
  const entries = names.map((name) => {
    const whole = aggregate(episodes.flatMap(({ statistics }) => statistics.get(name) ?? []));
    const shape = statisticShape(features[name]);
    return [name, Object.fromEntries(statisticNames.map((key) => [key, shapedStatistic(whole, key, shape)]))];
  });
  return Object.fromEntries(entries);
}

function describeDataset(record: DatasetRecord, features: Readonly<Record<string, InfoFeature>>): unknown {
  const { episodes, frames, tasks, fps, robotType } = record;
  return {
    codebase_version: codebaseVersion,
    robot_type: robotType,
    total_episodes: episodes.length,
    total_frames: frames,
    total_tasks: tasks.length,
    chunks_size: chunkSize,
    data_files_size_in_mb: record.dataFileSizeInMegabytes ?? defaultFileSize,
    video_files_size_in_mb: 200,
    fps,
    splits: { train: `0:${episodes.length}` },
    data_path: paths.data,
    video_path: null,
    features,
  };
}
