import { join } from 'node:path';
import { createSource, type LeRobotSource } from '../lerobot/create-source.js';
import { infoPath } from '../lerobot/features.js';
import { otherMetadata } from '../lerobot/other-metadata.js';
import { describeSource, readInfo } from '../lerobot/read-info.js';
import { type OpenOptions, parquetLimits } from '../open-options.js';
import { openParquetDatabase } from '../parquet.js';
import { createVideoDecoder } from '../video/video-decoder.js';
import { codebaseVersion, paths } from './layout.js';
import { listEpisodeFiles } from './list-episode-files.js';
import { readEpisodes, readTasks } from './read-episodes.js';
import { createVideoStatistics } from './video-statistics.js';

/**
 * Opens a LeRobot v3.0 dataset. Columns are read when they are asked for, and no others.
 *
 * Pictures in the parquet files are given as they are stored; frames of videos are decoded by ffmpeg when they are
 * asked for. Absent texts are read as empty ones.
 *
 * @throws InspireError `DATASET_MISSING` or `DATASET_CORRUPT`, naming the file.
 *
 * @example
 * ```ts no-run
 * import { openLeRobotV3 } from '@inspire-vla/dataset';
 *
 * const source = await openLeRobotV3('libero_goal_inspire');
 * const episode = await source.open(0);
 * const state = await episode.column('state'); // Float32Array [length × 8]
 * const pictures = await episode.pictures('image', 0, 10);
 * console.log(source.tasks, state.length, pictures.length);
 * await source.close();
 * ```
 */
export async function openLeRobotV3(directory: string, options: OpenOptions = {}): Promise<LeRobotSource> {
  const info = await readInfo(directory, [codebaseVersion]);
  const described = describeSource(info);
  const database = await openParquetDatabase(parquetLimits(options));
  try {
    const tasks = await readTasks(database, directory);
    const episodes = await readEpisodes(database, directory, info, described.cameras, tasks);
    const metadataFiles = await metadataFilesOf(directory, episodes.length);
    const others = await otherMetadata(directory, metadataFiles);
    return createSource({
      format: 'lerobot-v3.0',
      directory,
      metadataFiles,
      info,
      database,
      described,
      others,
      tasks,
      episodes,
      videoStatistics: createVideoStatistics(database, directory, described.cameras),
      decoder: createVideoDecoder(options.ffmpeg),
    });
  } catch (error) {
    database.close();
    throw error;
  }
}

async function metadataFilesOf(directory: string, episodes: number): Promise<readonly string[]> {
  const listed = episodes === 0 ? [] : await listEpisodeFiles(join(directory, 'meta/episodes'));
  return [...[infoPath, paths.tasks].map((path) => join(directory, path)), ...listed];
}
