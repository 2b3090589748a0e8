import { fileList, parquetRows } from '../duckdb/parquet-files.js';
import { identifier } from '../duckdb/quote.js';
import type { Feature, FrameRecords } from '../episode.js';
import type { ParquetDatabase } from '../parquet.js';
import type { StoredEpisode } from './open-episode.js';
import type { ReadAhead } from './read-ahead.js';

/** LeRobot's own columns that {@link FrameRecords} are made of, as they are read ahead: whatever their type is, as doubles. */
export const recordFeatures: readonly Feature[] = ['frame_index', 'timestamp', 'task_index'].map((name) => ({
  ...{ name, type: 'float64', shape: [1], names: null },
}));

/**
 * What {@link readFrameRecords} gives, of an episode whose columns have been read ahead; null where they have not.
 *
 * @param tasks - texts of all tasks by index.
 */
export async function recordsAhead(
  readAhead: ReadAhead,
  episode: number,
  tasks: readonly string[],
): Promise<FrameRecords | null> {
  const columns = await Promise.all(recordFeatures.map(({ name }) => readAhead.column(episode, name)));
  const [numbers, seconds, indices] = columns.map((column) =>
    column instanceof Float64Array ? column : null,
  );
  if (numbers === undefined || seconds === undefined || indices === undefined) return null;
  if (numbers === null || seconds === null || indices === null) return null;
  // A number that is absent, or a whole column in one of several files that are read together: the file itself tells which.
  if (hasAbsent(numbers) || hasAbsent(seconds) || hasAbsent(indices)) return null;
  return { numbers, seconds, instructions: textsOf(indices, tasks) };
}

// Plain loops: what iterates over an array of doubles makes an object of each.

function hasAbsent(numbers: Float64Array): boolean {
  for (let row = 0; row < numbers.length; row += 1) if (Number.isNaN(numbers[row])) return true;
  return false;
}

function textsOf(indices: ArrayLike<number>, tasks: readonly string[]): FrameRecords['instructions'] {
  const texts = new Array<string | null>(indices.length);
  for (let row = 0; row < indices.length; row += 1) texts[row] = tasks[indices[row] as number] || null;
  return texts;
}

/**
 * Reads LeRobot's own columns of an episode as they stand in its file, in the file's order; those that a converter has
 * left out are null.
 *
 * @param tasks - texts of all tasks by index.
 * @throws InspireError `DATASET_CORRUPT` where the file cannot be read.
 */
export async function readFrameRecords(
  database: ParquetDatabase,
  { number, file }: StoredEpisode,
  tasks: readonly string[],
): Promise<FrameRecords> {
  const schema = `SELECT DISTINCT "name" FROM parquet_schema(${fileList([file])})`;
  const [names = []] = await database.query(schema, file);
  async function read(name: string): Promise<readonly number[] | null> {
    if (!names.includes(name)) return null;
    const rows = names.includes('episode_index') ? ` WHERE "episode_index" = ${number}` : '';
    const sql = `SELECT CAST(${identifier(name)} AS DOUBLE) FROM ${parquetRows([file])}${rows}`;
    const [values = []] = await database.query(sql, `${file}, ${name}`);
    return values.map((value) => (typeof value === 'number' ? value : Number.NaN));
  }
  const indices = await read('task_index');
  return {
    numbers: await read('frame_index'),
    seconds: await read('timestamp'),
    instructions: indices === null ? null : textsOf(indices, tasks),
  };
}
