import type { StoredEpisode } from '../lerobot/open-episode.js';
import { createParquetGuard } from '../lerobot/parquet-guard.js';
import type { Info } from '../lerobot/read-info.js';
import type { ParquetDatabase } from '../parquet.js';
import { quotedList } from './list-episode-files.js';

/**
 * The task of each episode's first frame, by the frames' own `task_index`; undefined where it has none.
 *
 * @param tasks - texts of all tasks by index.
 * @throws InspireError `DATASET_CORRUPT` where the data files cannot be read.
 */
export async function firstTasks(
  database: ParquetDatabase,
  episodes: readonly StoredEpisode[],
  tasks: readonly string[],
  info: Info,
): Promise<readonly (string | undefined)[]> {
  const files = [...new Set(episodes.map(({ file }) => file))];
  const at = files[0] ?? '';
  await createParquetGuard(database, info.total_frames).check(files, at);
  const starts = episodes.map(({ from }) => from);
  const sql = `SELECT CAST("index" AS INTEGER), CAST("task_index" AS INTEGER)
    FROM read_parquet(${quotedList(files)}) WHERE "index" IN (${starts.join(', ')})`;
  const [rows = [], indices = []] = await database.query(sql, at);
  const taskAt = new Map(rows.map((row, place) => [row, tasks[Number(indices[place])]]));
  return starts.map((start) => taskAt.get(start));
}
