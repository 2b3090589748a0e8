import { InspireError } from '@inspire-vla/adapter';
import type { EpisodeSource } from '../episode.js';
import { openParquetDatabase, type ParquetDatabase } from '../parquet.js';
import { openEpisode } from './open-episode.js';
import { type EpisodeRows, readEpisodes, readTasks } from './read-episodes.js';
import { describeSource, type Info, readInfo, type SourceDescription } from './read-info.js';

/** A LeRobot v3.0 dataset that is read episode by episode. */
export interface LeRobotV3Source extends EpisodeSource {
  /** Texts of all tasks; entry i is task_index i. */
  readonly tasks: readonly string[];
}

/**
 * Opens a LeRobot v3.0 dataset. Columns are read when they are asked for, and no others.
 *
 * Pictures in the parquet files are given as they are stored. Videos are listed as cameras, but their frames are not
 * read yet. Absent texts are read as empty ones.
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
export async function openLeRobotV3(directory: string): Promise<LeRobotV3Source> {
  const info = await readInfo(directory);
  const described = describeSource(info);
  const database = await openParquetDatabase();
  try {
    const tasks = await readTasks(database, directory);
    const episodes = await readEpisodes(database, directory, info, described.cameras);
    return createSource({ directory, info, database, tasks, episodes, described });
  } catch (error) {
    database.close();
    throw error;
  }
}

interface Opened {
  readonly directory: string;
  readonly info: Info;
  readonly database: ParquetDatabase;
  readonly tasks: readonly string[];
  readonly episodes: readonly EpisodeRows[];
  readonly described: SourceDescription;
}

function createSource({ directory, info, database, tasks, episodes, described }: Opened): LeRobotV3Source {
  const mixed = episodes.filter((episode) => episode.tasks.length > 1).length;
  const several = mixed === 0 ? [] : [`task_index: ${mixed} episodes have several tasks, the first is used`];
  let isOpen = true;
  return {
    format: 'lerobot-v3.0',
    fps: info.fps,
    robotType: info.robot_type ?? null,
    files: [...new Set(episodes.map(({ file }) => file))],
    tasks,
    features: described.features,
    episodes: episodes.map(({ summary }) => summary),
    omitted: [...described.omitted, ...several],
    async open(index) {
      const rows = episodes[index];
      if (rows === undefined) throw missingEpisode(directory, index, episodes.length);
      return openEpisode(database, described, rows);
    },
    async close() {
      if (isOpen) database.close();
      isOpen = false;
    },
  };
}

function missingEpisode(directory: string, index: number, count: number): InspireError {
  return new InspireError({
    code: 'EPISODE_MISSING',
    message: `there is no episode ${index}`,
    at: directory,
    fix: `the dataset has ${count} episodes`,
  });
}
