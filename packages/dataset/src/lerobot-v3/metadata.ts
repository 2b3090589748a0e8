import { join } from 'node:path';
import { chunkSize, type DescribedFeatures, infoPath } from '../lerobot/features.js';
import {
  shapedStatistic,
  statisticJson,
  statisticNames,
  statisticShape,
} from '../lerobot/shaped-statistics.js';
import type { FeatureStatistics } from '../lerobot/statistics.js';
import { writeText } from '../lerobot/write-text.js';
import type { ParquetDatabase } from '../parquet.js';
import type { WriterOptions } from '../writing/dataset-writer.js';
import { codebaseVersion, lerobotFileSize, pandasTasksMetadata, paths } from './layout.js';

/** What the metadata files say of a whole dataset. */
export interface DatasetRecord {
  readonly directory: string;
  readonly fps: number;
  readonly robotType: string | null;
  readonly tools?: WriterOptions['tools'];
  /** Cameras among them. */
  readonly features: DescribedFeatures;
  readonly dataFileSizeInMegabytes?: number;
  readonly frames: number;
  readonly episodes: number;
  /** Row i is task_index i. */
  readonly tasks: readonly string[];
  readonly statistics: ReadonlyMap<string, FeatureStatistics>;
}

type DuckDB = typeof import('@duckdb/node-api');

/**
 * Writes tasks, statistics and, last, info: a folder without it is no dataset.
 *
 * @throws InspireError `OUTPUT_NOT_WRITABLE` or `OUTPUT_DISK_FULL`.
 */
export async function writeMetadata(
  database: ParquetDatabase,
  duckdb: DuckDB,
  record: DatasetRecord,
): Promise<void> {
  const { directory } = record;
  await writeTasks(database, duckdb, record);
  await writeText(join(directory, paths.statistics), describeStatistics(record));
  await writeText(join(directory, infoPath), `${JSON.stringify(describeDataset(record), null, 4)}\n`);
}

async function writeTasks(
  database: ParquetDatabase,
  duckdb: DuckDB,
  { directory, tasks }: DatasetRecord,
): Promise<void> {
  const table = await database.createTable([
    { name: 'task_index', type: duckdb.BIGINT },
    { name: 'task', type: duckdb.VARCHAR },
  ]);
  table.append([BigInt64Array.from(tasks, (_, index) => BigInt(index)), tasks], tasks.length);
  await table.take().writeTo(join(directory, paths.tasks), { pandas: pandasTasksMetadata });
}

function describeStatistics({ features, statistics }: DatasetRecord): string {
  const described = Object.entries(features).flatMap(([name, feature]) => {
    const found = statistics.get(name);
    if (found === undefined) return [];
    const shape = statisticShape(feature);
    const lines = statisticNames.map(
      (key) => `        "${key}": ${statisticJson(key, shapedStatistic(found, key, shape))}`,
    );
    return [`    ${JSON.stringify(name)}: {\n${lines.join(',\n')}\n    }`];
  });
  return `{\n${described.join(',\n')}\n}\n`;
}

function describeDataset(record: DatasetRecord): unknown {
  return {
    codebase_version: codebaseVersion,
    robot_type: record.robotType,
    total_episodes: record.episodes,
    total_frames: record.frames,
    total_tasks: record.tasks.length,
    chunks_size: chunkSize,
    data_files_size_in_mb: record.dataFileSizeInMegabytes ?? lerobotFileSize,
    video_files_size_in_mb: 200,
    fps: record.fps,
    splits: { train: `0:${record.episodes}` },
    data_path: paths.data,
    video_path: Object.values(record.features).some(({ dtype }) => dtype === 'video') ? paths.video : null,
    features: record.features,
    ...(record.tools === undefined ? {} : { tools: record.tools }),
  };
}
