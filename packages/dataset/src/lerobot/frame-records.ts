import { identifier, quoted } from '../duckdb/quote.js';
import type { FrameRecords } from '../episode.js';
import type { ParquetDatabase } from '../parquet.js';
import type { StoredEpisode } from './open-episode.js';

/**
 * Reads LeRobot's own columns of an episode as they stand in its file, in the file's order; those that a converter has
 * left out are null.
 *
 * @param tasks - texts of all tasks by index.
 * @throws InspireError `DATASET_CORRUPT` where the file cannot be read.
 */
export async function readFrameRecords(
  database: ParquetDatabase,
  { file }: StoredEpisode,
  episode: number,
  tasks: readonly string[],
): Promise<FrameRecords> {
  const schema = `SELECT DISTINCT "name" FROM parquet_schema(${quoted(file)})`;
  const [names = []] = await database.query(schema, file);
  async function read(name: string): Promise<readonly number[] | null> {
    if (!names.includes(name)) return null;
    const rows = names.includes('episode_index') ? ` WHERE "episode_index" = ${episode}` : '';
    const sql = `SELECT CAST(${identifier(name)} AS DOUBLE) FROM read_parquet(${quoted(file)})${rows}`;
    const [values = []] = await database.query(sql, `${file}, ${name}`);
    return values.map((value) => (typeof value === 'number' ? value : Number.NaN));
  }
  const indices = await read('task_index');
  return {
    numbers: await read('frame_index'),
    seconds: await read('timestamp'),
    instructions: indices?.map((index) => tasks[index] || null) ?? null,
  };
}
