import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { allTasks } from '../lerobot/all-tasks.js';
import { describeFeatures } from '../lerobot/features.js';
import { formatPath } from '../lerobot/format-path.js';
import { createFrameTable } from '../lerobot/frame-table.js';
import { type PackedStatistics, packStatistics, unpackStatistics } from '../lerobot/packed-statistics.js';
import { createPreparation, type PreparedEpisode } from '../lerobot/prepare-episode.js';
import { statisticNames } from '../lerobot/shaped-statistics.js';
import type { ParquetDatabase } from '../parquet.js';
import type { WriterOptions } from '../writing/dataset-writer.js';
import type { Appended, DatasetFiles } from '../writing/serial-writer.js';
import type { EpisodeRow } from './episode-columns.js';
import { createEpisodeLog } from './episode-log.js';
import { defaultFileSize, indexOf, paths, placeholders, placeOf } from './layout.js';
import { writeMetadata } from './metadata.js';
import { createVideoFiles, type PlacedVideo } from './video-files.js';

/** Begins the files of a dataset: rows are gathered in DuckDB until a data file is full. */
export async function createDatasetFiles(
  options: WriterOptions,
  database: ParquetDatabase,
): Promise<DatasetFiles<PreparedEpisode, EpisodeRow>> {
  const { directory, cameras, features, depthCameras } = options;
  const duckdb = await import('@duckdb/node-api');
  const prepare = createPreparation(options, statisticNames);
  const described = describeFeatures(cameras, features, depthCameras);
  const table = await createFrameTable(database, cameras, features);
  const log = await createEpisodeLog(database, duckdb, directory, described);
  const videoFiles = createVideoFiles(directory);
  const limit = (options.dataFileSizeInMegabytes ?? defaultFileSize) * 2 ** 20;
  // `files` are closed data files, `bytes` stand in the open one.
  let [files, bytes] = [0, 0];
  let packed: PackedStatistics | null = null;
  /** Videos that were needed since the last data file was closed. */
  const videosSince = new Set<string>();
  let written: Promise<void> = Promise.resolve();
  /** What can be restored, and has not been told yet. */
  let restorable: { episodes: number; files: readonly string[] } | null = null;

  async function append(episode: PreparedEpisode): Promise<Appended<EpisodeRow>> {
    if (bytes > 0 && bytes + episode.bytes >= limit) await closeDataFile(episode.episode);
    table.append(episode);
    const videos = new Map<string, PlacedVideo>();
    for (const [camera, video] of episode.videos) {
      const placed = await videoFiles.add(camera, video);
      videos.set(camera, placed);
      videosSince.add(videoFiles.pathOf(camera, placed.place));
    }
    const { episode: index, instruction, length, from, statistics } = episode;
    const place = { index, instruction, length, from, data: placeOf(files) };
    packed = packStatistics(statistics, packed);
    const row = { ...place, videos, statistics: packed };
    await log.add(row, statistics);
    bytes += episode.bytes;
    // Whoever writes the file before asks for its rows between the episodes.
    await setImmediate();
    const checkpoint = restorable;
    restorable = null;
    return checkpoint === null ? { record: row } : { record: row, checkpoint };
  }

  /** Begins to write the file; the one before must be there, so that no more than two are in memory. */
  async function closeDataFile(episodes: number): Promise<void> {
    await written;
    const path = join(directory, formatPath(paths.data, placeholders(placeOf(files))));
    const changed = [path, ...videosSince];
    videosSince.clear();
    written = table.take(path).then(() => {
      restorable = { episodes, files: [...(restorable?.files ?? []), ...changed] };
    });
    // Whoever waits for it is told; until then nobody does.
    written.catch(() => undefined);
    files += 1;
    bytes = 0;
  }

  return {
    prepare,
    append,
    async restore(row) {
      for (const [camera, video] of row.videos) videoFiles.restore(camera, video);
      await log.add(row, unpackStatistics(row.statistics));
      // A state that can be restored has no open data file.
      files = indexOf(row.data) + 1;
    },
    async finish(counted, used) {
      const tasks = allTasks(used, options);
      const totals = { ...counted, tasks: tasks.length };
      if (bytes > 0) await closeDataFile(totals.episodes);
      await log.finish();
      await written;
      const { frames, episodes } = totals;
      const record = {
        ...options,
        features: described,
        frames,
        episodes,
        tasks,
        statistics: log.statistics(),
      };
      await writeMetadata(database, duckdb, record);
      return totals;
    },
    async close() {
      // A file may still be written when an episode fails.
      await written.catch(() => undefined);
      database.close();
    },
  };
}
