import { join } from 'node:path';
import type { VideoStretch } from '../episode.js';
import { allTasks } from '../lerobot/all-tasks.js';
import { copyVideo } from '../lerobot/copy-video.js';
import { describeFeatures, infoPath } from '../lerobot/features.js';
import { formatPath } from '../lerobot/format-path.js';
import { createFrameTable } from '../lerobot/frame-table.js';
import { createPreparation, type PreparedEpisode } from '../lerobot/prepare-episode.js';
import { writeText } from '../lerobot/write-text.js';
import type { ParquetDatabase } from '../parquet.js';
import { cutVideo } from '../video/cut-video.js';
import type { WriterOptions } from '../writing/dataset-writer.js';
import type { Appended, DatasetFiles } from '../writing/serial-writer.js';
import { describeDataset } from './describe-dataset.js';
import { jsonLine, statisticNames, statisticsLine } from './describe-episode.js';
import { paths, placeholders } from './layout.js';

/** Begins the files of a dataset: one data file per episode, and a line about it in each of the lists. */
export async function createDatasetFiles(
  options: WriterOptions,
  database: ParquetDatabase,
): Promise<DatasetFiles<PreparedEpisode, null>> {
  const { directory, cameras, features, depthCameras } = options;
  const prepare = createPreparation(options, statisticNames);
  const described = describeFeatures(cameras, features, depthCameras);
  const table = await createFrameTable(database, cameras, features);
  const lists = [paths.episodes, paths.statistics].map((path) => join(directory, path));
  const pathOf = (template: string, episode: number, camera = '') =>
    join(directory, formatPath(template, placeholders(episode, camera)));

  async function append(episode: PreparedEpisode): Promise<Appended<null>> {
    const { episode: index, instruction, length, videos, statistics } = episode;
    const data = pathOf(paths.data, index);
    table.append(episode);
    await table.take(data);
    const targets = new Map([...videos.keys()].map((camera) => [camera, pathOf(paths.video, index, camera)]));
    for (const [camera, video] of videos) await addVideo(video, length, targets.get(camera) ?? '');
    const lines = [
      jsonLine({ episode_index: index, tasks: [instruction], length }),
      statisticsLine(index, described, statistics),
    ];
    for (const [place, list] of lists.entries()) await writeText(list, lines[place] ?? '', 'append');
    const files = [data, ...targets.values(), ...lists];
    return { record: null, checkpoint: { episodes: index + 1, files } };
  }

  /** Every episode has a file of its own. */
  async function addVideo(video: VideoStretch, length: number, target: string): Promise<void> {
    if (video.isWhole) await copyVideo(video.file, target);
    else await cutVideo({ video, fps: options.fps, frames: length, target, ffmpeg: options.ffmpeg });
  }

  return {
    prepare,
    append,
    // The lists have been cut to their lines of then, and every other file belongs to one episode.
    restore: async () => undefined,
    async finish(counted, used) {
      // Made even where no episode was written, since readers expect all files.
      for (const list of lists) await writeText(list, '', 'append');
      const tasks = allTasks(used, options);
      const totals = { ...counted, tasks: tasks.length };
      const names = tasks.map((task, index) => jsonLine({ task_index: index, task }));
      await writeText(join(directory, paths.tasks), names.join(''));
      await writeText(join(directory, infoPath), describeDataset(options, described, totals));
      return totals;
    },
    close: async () => database.close(),
  };
}
