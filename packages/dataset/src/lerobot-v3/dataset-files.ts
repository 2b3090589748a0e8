import { join } from 'node:path';
import { describeFeatures } from '../lerobot/features.js';
import { formatPath } from '../lerobot/format-path.js';
import { createFrameTable } from '../lerobot/frame-table.js';
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
  const { directory, cameras, features } = options;
  const duckdb = await import('@duckdb/node-api');
  const prepare = await createPreparation(options, statisticNames);
  const described = describeFeatures(cameras, features);
  const table = await createFrameTable(database, cameras, features);
  const log = await createEpisodeLog(database, duckdb, directory, described);
  const videoFiles = createVideoFiles(directory);
  const limit = (options.dataFileSizeInMegabytes ?? defaultFileSize) * 2 ** 20;
  // `files` are closed data files, `bytes` stand in the open one.
  let [files, bytes] = [0, 0];
  /** Videos that were needed since the last data file was closed. */
  const videosSince = new Set<string>();

  async function append(episode: PreparedEpisode): Promise<Appended<EpisodeRow>> {
    const isFull = bytes > 0 && bytes + episode.bytes >= limit;
    const closed = isFull ? [await closeDataFile(), ...videosSince] : null;
    if (isFull) videosSince.clear();
    await table.append(episode);
    const videos = new Map<string, PlacedVideo>();
    for (const [camera, video] of episode.videos) {
      const placed = await videoFiles.add(camera, video);
      videos.set(camera, placed);
      videosSince.add(videoFiles.pathOf(camera, placed.place));
    }
    const { episode: index, instruction, length, from, statistics } = episode;
    const row = { index, instruction, length, from, data: placeOf(files), videos, statistics };
    await log.add(row);
    bytes += episode.bytes;
    return closed === null
      ? { record: row }
      : { record: row, checkpoint: { episodes: index, files: closed } };
  }

  async function closeDataFile(): Promise<string> {
    const path = join(directory, formatPath(paths.data, placeholders(placeOf(files))));
    await table.writeTo(path);
    files += 1;
    bytes = 0;
    return path;
  }

  return {
    prepare,
    append,
    async restore(row) {
      for (const [camera, video] of row.videos) videoFiles.restore(camera, video);
      await log.add(row);
      // A state that can be restored has no open data file.
      files = indexOf(row.data) + 1;
    },
    async finish(totals, tasks) {
      if (bytes > 0) await closeDataFile();
      await log.finish();
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
    close: () => database.close(),
  };
}
