import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LeRobotSource } from '../lerobot/create-source.js';
import { infoPath } from '../lerobot/features.js';
import { openVersion, type Version } from '../lerobot/open-version.js';
import type { OpenOptions } from '../open-options.js';
import { paths, readableVersions } from './layout.js';
import { readEpisodes, readTasks } from './read-episodes.js';
import { createVideoStatistics } from './video-statistics.js';

const version: Version = {
  format: 'lerobot-v2.1',
  codebaseVersions: readableVersions,
  readTasks: (_, directory) => readTasks(directory),
  readEpisodes,
  async metadataFilesOf(directory) {
    const needed = [infoPath, paths.tasks, paths.episodes].map((path) => join(directory, path));
    const statistics = join(directory, paths.statistics);
    return existsSync(statistics) ? [...needed, statistics] : needed;
  },
  createVideoStatistics: (_, directory, cameras) => createVideoStatistics(directory, cameras),
};

/**
 * Opens a LeRobot v2.1 dataset, or one of v2.0. Columns are read when they are asked for, and no others.
 *
 * Pictures in the parquet files are given as they are stored; frames of videos are decoded by ffmpeg when they are
 * asked for. Absent texts are read as empty ones, absent floats as NaN.
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
export function openLeRobotV2(directory: string, options: OpenOptions = {}): Promise<LeRobotSource> {
  return openVersion(version, directory, options);
}
