import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Camera, EpisodeSummary } from '../episode.js';
import { identifier, type ParquetDatabase, quoted } from '../parquet.js';
import { corrupt, missing } from './errors.js';
import { formatPath, paths } from './layout.js';
import type { Info } from './read-info.js';

/** An episode, and the rows [from, to) of the whole dataset that it is, with their file. */
export interface EpisodeRows {
  readonly summary: EpisodeSummary;
  /** Tasks that occur in it; the first is the summary's instruction. */
  readonly tasks: readonly string[];
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Reads `meta/tasks.parquet`: row i is task_index i.
 *
 * @throws InspireError `DATASET_MISSING` or `DATASET_CORRUPT`, naming the file.
 */
export async function readTasks(database: ParquetDatabase, directory: string): Promise<readonly string[]> {
  const file = join(directory, paths.tasks);
  if (!existsSync(file)) throw missing(file, 'there is no meta/tasks.parquet');
  const sql = `SELECT "task", CAST("task_index" AS INTEGER) FROM read_parquet(${quoted(file)}) ORDER BY "task_index"`;
  const [tasks = [], indices = []] = await database.query(sql, file);
  const wrong = indices.findIndex((index, row) => index !== row);
  if (wrong >= 0) throw corrupt(file, `row ${wrong} has task_index ${String(indices[wrong])}`);
  return tasks.map((task) => String(task ?? ''));
}

/**
 * Reads `meta/episodes` and checks it against `meta/info.json` and the data files that are there.
 *
 * @throws InspireError `DATASET_MISSING` or `DATASET_CORRUPT`, naming the file.
 */
export async function readEpisodes(
  database: ParquetDatabase,
  directory: string,
  info: Info,
  cameras: readonly Camera[],
): Promise<readonly EpisodeRows[]> {
  const folder = join(directory, 'meta/episodes');
  if (info.total_episodes === 0) return [];
  if (!existsSync(folder)) throw missing(folder, 'there is no meta/episodes');
  const rows = await readRows(database, folder);
  if (rows.length !== info.total_episodes) {
    throw corrupt(folder, `${rows.length} episodes are listed, meta/info.json says ${info.total_episodes}`);
  }
  const files = new Map<string, boolean>();
  let expected = 0;
  const episodes = rows.map(([index, length, chunk, number, from, to, tasks], row): EpisodeRows => {
    const at = `${folder}, episode ${row}`;
    if (index !== row) throw corrupt(at, `episode ${index} stands in its place`);
    if (from !== expected || to !== from + length || length < 1) {
      throw corrupt(at, `its ${length} frames are said to be rows ${from} to ${to}, after row ${expected}`);
    }
    expected = to;
    const file = dataFile(directory, info, chunk, number);
    const isThere = files.get(file) ?? existsSync(file);
    files.set(file, isThere);
    if (!isThere) throw missing(file, `the data file of episode ${row} is missing`);
    return {
      summary: { id: `episode_${row}`, instruction: tasks[0] ?? '', length, cameras },
      tasks,
      file,
      from,
      to,
    };
  });
  if (expected !== info.total_frames) {
    throw corrupt(folder, `the episodes have ${expected} frames, meta/info.json says ${info.total_frames}`);
  }
  return episodes;
}

const numberColumns = [
  'episode_index',
  'length',
  'data/chunk_index',
  'data/file_index',
  'dataset_from_index',
  'dataset_to_index',
] as const;

type Row = readonly [
  index: number,
  length: number,
  chunk: number,
  file: number,
  from: number,
  to: number,
  tasks: readonly string[],
];

async function readRows(database: ParquetDatabase, folder: string): Promise<readonly Row[]> {
  const entries = await readdir(folder, { recursive: true });
  // Listed rather than matched by DuckDB, to which a folder named `a[1]` would be a pattern.
  const files = entries.filter((path) => path.endsWith('.parquet')).sort();
  if (files.length === 0) throw missing(folder, 'there is no parquet file in meta/episodes');
  const listed = files.map((path) => quoted(join(folder, path))).join(', ');
  const numbers = numberColumns.map((name) => `CAST(${identifier(name)} AS INTEGER)`).join(', ');
  const sql = `SELECT ${numbers}, "tasks" FROM read_parquet([${listed}]) ORDER BY "episode_index"`;
  const columns = await database.query(sql, folder);
  const at = (column: number, row: number) => Number(columns[column]?.[row]);
  return (columns[0] ?? []).map((_, row): Row => {
    const tasks: unknown = Object(columns[6]?.[row]).items;
    const texts = Array.isArray(tasks) ? tasks.map(String) : [];
    return [at(0, row), at(1, row), at(2, row), at(3, row), at(4, row), at(5, row), texts];
  });
}

function dataFile(directory: string, info: Info, chunk: number, file: number): string {
  const path = join(directory, formatPath(info.data_path, { chunk, file }));
  // A dataset must not make us read what lies elsewhere.
  if (!relative(directory, path).startsWith('..')) return path;
  throw corrupt(join(directory, paths.info), `data_path "${info.data_path}" leads out of the folder`);
}
