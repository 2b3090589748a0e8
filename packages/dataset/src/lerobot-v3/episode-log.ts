import { join } from 'node:path';
import { mergeStatistics } from '../lerobot/aggregate.js';
import type { DescribedFeatures } from '../lerobot/features.js';
import { formatPath } from '../lerobot/format-path.js';
import type { FeatureStatistics } from '../lerobot/statistics.js';
import type { ParquetDatabase } from '../parquet.js';
import { type EpisodeRow, episodeColumns } from './episode-columns.js';
import { paths, placeholders, placeOf } from './layout.js';

type DuckDB = typeof import('@duckdb/node-api');

/** The `meta/episodes` files while they grow, and the statistics of all their episodes together. */
export interface EpisodeLog {
  /** @param statistics - what the row's are packed of. */
  add(episode: EpisodeRow, statistics: ReadonlyMap<string, FeatureStatistics>): Promise<void>;
  /** Writes what is left. */
  finish(): Promise<void>;
  /** Of all episodes so far, by feature. */
  statistics(): ReadonlyMap<string, FeatureStatistics>;
}

/** So many episodes go to DuckDB at a time. */
const episodesPerBatch = 32;

/** Numbers of statistics in one file; beyond it a new one is begun, which bounds the memory. */
const numbersPerFile = 4_000_000;

/** Begins the episodes files of a dataset with these features, cameras among them. */
export async function createEpisodeLog(
  database: ParquetDatabase,
  duckdb: DuckDB,
  directory: string,
  features: DescribedFeatures,
): Promise<EpisodeLog> {
  const columns = episodeColumns(duckdb, features);
  const table = await database.createTable(columns);
  const whole = new Map<string, FeatureStatistics>();
  let [files, rows]: [number, EpisodeRow[]] = [0, []];
  let numbers = 0;

  function flush(): void {
    const place = placeOf(files);
    const values = columns.map((column) => column.values(rows, place));
    table.append(values, rows.length);
    rows = [];
  }
  async function finish(): Promise<void> {
    if (numbers === 0) return;
    flush();
    await table.take().writeTo(join(directory, formatPath(paths.episodes, placeholders(placeOf(files)))), {});
    files += 1;
    numbers = 0;
  }
  return {
    finish,
    statistics: () => whole,
    async add(episode, statistics) {
      for (const [name, part] of statistics) whole.set(name, mergeStatistics(whole.get(name), part));
      rows.push(episode);
      numbers += columns.length + episode.statistics.numbers.length;
      if (rows.length >= episodesPerBatch) flush();
      if (numbers >= numbersPerFile) await finish();
    },
  };
}
