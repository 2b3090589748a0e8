import { chunkSize, type DescribedFeatures } from '../lerobot/features.js';
import type { DatasetTotals, WriterOptions } from '../writing/dataset-writer.js';
import { codebaseVersion, paths } from './layout.js';

/** The text of `meta/info.json`, which is written last: a folder without it is no dataset. */
export function describeDataset(
  { fps, robotType }: WriterOptions,
  features: DescribedFeatures,
  { episodes, frames, tasks }: DatasetTotals,
): string {
  const videos = Object.values(features).filter(({ dtype }) => dtype === 'video').length;
  const described = {
    codebase_version: codebaseVersion,
    robot_type: robotType,
    total_episodes: episodes,
    total_frames: frames,
    total_tasks: tasks,
    total_videos: episodes * videos,
    total_chunks: Math.ceil(episodes / chunkSize),
    chunks_size: chunkSize,
    fps,
    splits: { train: `0:${episodes}` },
    data_path: paths.data,
    video_path: videos > 0 ? paths.video : null,
    features,
  };
  return `${JSON.stringify(described, null, 4)}\n`;
}
