import { join } from 'node:path';
import { parquetRows } from '../duckdb/parquet-files.js';
import { identifier } from '../duckdb/quote.js';
import type { Camera, VideoStretch } from '../episode.js';
import type { VideoStatistics } from '../lerobot/open-episode.js';
import { statisticNames } from '../lerobot/shaped-statistics.js';
import type { ParquetDatabase } from '../parquet.js';
import { columnNames } from './column-names.js';
import { listEpisodeFiles } from './list-episode-files.js';

type Statistics = VideoStretch['statistics'];

/** Statistics of videos out of `meta/episodes`: those of a camera are read when its first are asked for. */
export function createVideoStatistics(
  database: ParquetDatabase,
  directory: string,
  cameras: readonly Camera[],
): VideoStatistics {
  const folder = join(directory, 'meta/episodes');
  const perCamera = new Map<string, Promise<readonly Statistics[]>>();
  return async (episode, camera) => {
    if (!cameras.some(({ name }) => name === camera)) return new Map();
    const known = perCamera.get(camera) ?? readStatistics(database, folder, camera);
    perCamera.set(camera, known);
    return (await known)[episode] ?? new Map();
  };
}

async function readStatistics(
  database: ParquetDatabase,
  folder: string,
  camera: string,
): Promise<readonly Statistics[]> {
  const table = parquetRows(await listEpisodeFiles(folder));
  const columns = await columnNames(database, table, folder);
  const names = statisticNames.filter((name) => columns.includes(columnName(camera, name)));
  if (names.length === 0) return [];
  // Pictures have one number per channel in lists of lists of one.
  const listed = names.map((name) => `flatten(flatten(${asLists(name, columnName(camera, name))}))`);
  const sql = `SELECT ${listed.join(', ')} FROM ${table} ORDER BY "episode_index"`;
  const values = await database.query(sql, folder);
  return (values[0] ?? []).map(
    (_, row) => new Map(names.map((name, column) => [name, numbersOf(values[column]?.[row])])),
  );
}

function columnName(camera: string, statistic: string): string {
  return `stats/${camera}/${statistic}`;
}

/** The count is a plain list; it is wrapped to be flattened like the others. */
function asLists(name: string, column: string): string {
  return name === 'count' ? `[[${identifier(column)}]]` : identifier(column);
}

function numbersOf(list: unknown): readonly number[] {
  const items: unknown = Object(list).items;
  return Array.isArray(items) ? items.map(Number) : [];
}
