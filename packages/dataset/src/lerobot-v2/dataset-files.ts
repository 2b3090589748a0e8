import { join } from 'node:path';
import type { VideoStretch } from '../episode.js';
import { createColumnCounter } from '../lerobot/column-statistics.js';
import { copyVideo } from '../lerobot/copy-video.js';
import { describeFeatures, infoPath } from '../lerobot/features.js';
import { formatPath } from '../lerobot/format-path.js';
import { createFrameTable } from '../lerobot/frame-table.js';
import { type PreparedEpisode, prepareEpisode } from '../lerobot/prepare-episode.js';
import { writeText } from '../lerobot/write-text.js';
import type { ParquetDatabase } from '../parquet.js';
import { cutVideo } from '../video/cut-video.js';
import type { WriterOptions } from '../writing/dataset-writer.js';
import { createPictureCodec } from '../writing/picture-codec.js';
import type { DatasetFiles } from '../writing/serial-writer.js';
import { describeDataset } from './describe-dataset.js';
import { jsonLine, statisticNames, statisticsLine } from './describe-episode.js';
import { paths, placeholders } from './layout.js';

/** Begins the files of a dataset: one data file per episode, and a line about it in each of the lists. */
export async function createDatasetFiles(
  options: WriterOptions,
  database: ParquetDatabase,
): Promise<DatasetFiles<PreparedEpisode>> {
  const { directory, cameras, features } = options;
  const preparation = {
    ...options,
    codec: await createPictureCodec(),
    count: createColumnCounter(),
    statisticNames,
  };
  const described = describeFeatures(cameras, features);
  const table = await createFrameTable(database, cameras, features);
  const tasks = new Map<string, number>();
  let [episodes, frames] = [0, 0];
  const pathOf = (template: string, camera = '') =>
    join(directory, formatPath(template, placeholders(episodes, camera)));

  async function append(episode: PreparedEpisode): Promise<void> {
    const { instruction, length, task, videos, statistics } = episode;
    table.append(episode);
    await table.take(pathOf(paths.data));
    for (const [camera, video] of videos) await addVideo(video, length, pathOf(paths.video, camera));
    const line = jsonLine({ episode_index: episodes, tasks: [instruction], length });
    await writeText(pathOf(paths.episodes), line, 'append');
    await writeText(pathOf(paths.statistics), statisticsLine(episodes, described, statistics), 'append');
    tasks.set(instruction, task);
    episodes += 1;
    frames += length;
  }

  /** Every episode has a file of its own. */
  async function addVideo(video: VideoStretch, length: number, target: string): Promise<void> {
    if (video.isWhole) await copyVideo(video.file, target);
    else await cutVideo({ video, fps: options.fps, frames: length, target, ffmpeg: options.ffmpeg });
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
      // Made even where no episode was written, since readers expect all files.
      for (const path of [paths.episodes, paths.statistics]) await writeText(pathOf(path), '', 'append');
      const names = [...tasks].map(([task, index]) => jsonLine({ task_index: index, task }));
      await writeText(pathOf(paths.tasks), names.join(''));
      const totals = { episodes, frames, tasks: tasks.size };
      await writeText(pathOf(infoPath), describeDataset(options, described, totals));
      return totals;
    },
    close: async () => database.close(),
  };
}
