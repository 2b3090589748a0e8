import { join } from 'node:path';
import type { LeRobotSource } from '../lerobot/create-source.js';
import { infoPath } from '../lerobot/features.js';
import { openVersion, type Version } from '../lerobot/open-version.js';
import type { OpenOptions } from '../open-options.js';
import { codebaseVersion, paths } from './layout.js';
import { listEpisodeFiles } from './list-episode-files.js';
import { readEpisodes, readTasks } from './read-episodes.js';
import { createVideoStatistics } from './video-statistics.js';

const version: Version = {
  format: 'lerobot-v3.0',
  codebaseVersions: [codebaseVersion],
  readTasks,
  readEpisodes,
  async metadataFilesOf(directory, episodes) {
    const listed = episodes === 0 ? [] : await listEpisodeFiles(join(directory, 'meta/episodes'));
    return [...[infoPath, paths.tasks].map((path) => join(directory, path)), ...listed];
  },
  createVideoStatistics,
};

/**
 * Opens a LeRobot v3.0 dataset. Columns are read when they are asked for, and no others.
 *
 * Pictures in the parquet files are given as they are stored; frames of videos are decoded by ffmpeg when they are
 * asked for. Absent texts are read as empty ones, absent floats as NaN.
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
export function openLeRobotV3(directory: string, options: OpenOptions = {}): Promise<LeRobotSource> {
  return openVersion(version, directory, options);
}
