import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createSource, type LeRobotSource } from '../lerobot/create-source.js';
import { infoPath } from '../lerobot/features.js';
import { otherMetadata } from '../lerobot/other-metadata.js';
import { describeSource, readInfo } from '../lerobot/read-info.js';
import { type OpenOptions, parquetLimits } from '../open-options.js';
import { openParquetDatabase } from '../parquet.js';
import { createVideoDecoder } from '../video/video-decoder.js';
import { paths, readableVersions } from './layout.js';
import { readEpisodes, readTasks } from './read-episodes.js';
import { createVideoStatistics } from './video-statistics.js';

/**
 * Opens a LeRobot v2.1 dataset, or one of v2.0. Columns are read when they are asked for, and no others.
 *
 * Pictures in the parquet files are given as they are stored; frames of videos are decoded by ffmpeg when they are
 * asked for. Absent texts are read as empty ones.
 *
 * @throws InspireError `DATASET_MISSING` or `DATASET_CORRUPT`, naming the file.
 *
 * @example
 * ```ts no-run
 * import { openLeRobotV2 } from '@inspire-vla/dataset';
 *
 * const source = await openLeRobotV2('libero');
 * const episode = await source.open(0);
 * const state = await episode.column('state'); // Float32Array [length × 8]
 * const pictures = await episode.pictures('image', 0, 10);
 * console.log(source.tasks, state.length, pictures.length);
 * await source.close();
 * ```
 */
export async function openLeRobotV2(directory: string, options: OpenOptions = {}): Promise<LeRobotSource> {
  const info = await readInfo(directory, readableVersions);
  const described = describeSource(info);
  const database = await openParquetDatabase(parquetLimits(options));
  try {
    const tasks = await readTasks(directory);
    const episodes = await readEpisodes(database, directory, info, described.cameras, tasks);
    const metadataFiles = metadataFilesOf(directory);
    const others = await otherMetadata(directory, metadataFiles);
    return createSource({
      format: 'lerobot-v2.1',
      directory,
      metadataFiles,
      info,
      database,
      described,
      others,
      tasks,
      episodes,
      videoStatistics: createVideoStatistics(directory, described.cameras),
      decoder: createVideoDecoder(options.ffmpeg),
    });
  } catch (error) {
    database.close();
    throw error;
  }
}

function metadataFilesOf(directory: string): readonly string[] {
  const needed = [infoPath, paths.tasks, paths.episodes].map((path) => join(directory, path));
  const statistics = join(directory, paths.statistics);
  return existsSync(statistics) ? [...needed, statistics] : needed;
}
