import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { createColumnCounter } from '../lerobot/column-statistics.js';
import { describeFeatures } from '../lerobot/features.js';
import { formatPath } from '../lerobot/format-path.js';
import { createFrameTable } from '../lerobot/frame-table.js';
import { type PreparedEpisode, prepareEpisode } from '../lerobot/prepare-episode.js';
import { statisticNames } from '../lerobot/shaped-statistics.js';
import type { ParquetDatabase } from '../parquet.js';
import type { WriterOptions } from '../writing/dataset-writer.js';
import { createPictureCodec } from '../writing/picture-codec.js';
import type { DatasetFiles } from '../writing/serial-writer.js';
import { createEpisodeLog } from './episode-log.js';
import { defaultFileSize, paths, placeholders, placeOf } from './layout.js';
import { writeMetadata } from './metadata.js';
import { createVideoFiles, type PlacedVideo } from './video-files.js';

/** What is to be written, and where. */
export interface DatasetFilesOptions extends WriterOptions {
  readonly dataFileSizeInMegabytes?: number;
}

/** Begins the files of a dataset: rows are gathered in DuckDB until a data file is full. */
export async function createDatasetFiles(
  options: DatasetFilesOptions,
  database: ParquetDatabase,
): Promise<DatasetFiles<PreparedEpisode>> {
  const { directory, cameras, features } = options;
  const duckdb = await import('@duckdb/node-api');
  const preparation = {
    ...options,
    codec: await createPictureCodec(),
    count: createColumnCounter(),
    statisticNames,
  };
  const described = describeFeatures(cameras, features);
  const table = await createFrameTable(database, cameras, features);
  const log = await createEpisodeLog(database, duckdb, directory, described);
  const videoFiles = createVideoFiles(directory);
  const tasks = new Map<string, number>();
  const limit = (options.dataFileSizeInMegabytes ?? defaultFileSize) * 2 ** 20;
  // Counts of what is written; `files` are closed data files, `bytes` stand in the open one.
  let [episodes, frames, files, bytes] = [0, 0, 0, 0];
  let written: Promise<void> = Promise.resolve();

  async function append(episode: PreparedEpisode): Promise<void> {
    if (bytes > 0 && bytes + episode.bytes >= limit) await closeDataFile();
    table.append(episode);
    const videos = new Map<string, PlacedVideo>();
    for (const [camera, video] of episode.videos) videos.set(camera, await videoFiles.add(camera, video));
    await log.add({ ...episode, index: episodes, data: placeOf(files), videos });
    tasks.set(episode.instruction, episode.task);
    episodes += 1;
    frames += episode.length;
    bytes += episode.bytes;
    // Whoever writes the file before asks for its rows between the episodes.
    await setImmediate();
  }

  /** Begins to write the file; the one before must be there, so that no more than two are in memory. */
  async function closeDataFile(): Promise<void> {
    await written;
    written = table.take(join(directory, formatPath(paths.data, placeholders(placeOf(files)))));
    files += 1;
    bytes = 0;
  }

  return {
    prepare: (episode) =>
      prepareEpisode(preparation, episode, {
        episode: episodes,
        length: episode.length,
        from: frames,
        task: tasks.get(episode.instruction) ?? tasks.size,
      }),
    append,
    async finish() {
      if (bytes > 0) await closeDataFile();
      await log.finish();
      await written;
      const [names, statistics] = [[...tasks.keys()], log.statistics()];
      const record = { ...options, features: described, frames, episodes, tasks: names, statistics };
      await writeMetadata(database, duckdb, record);
      return { episodes, frames, tasks: tasks.size };
    },
    async close() {
      // A file may still be written when an episode fails.
      await written.catch(() => undefined);
      database.close();
    },
  };
}
