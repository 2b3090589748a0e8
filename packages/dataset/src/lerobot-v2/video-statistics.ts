import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Camera, VideoStretch } from '../episode.js';
import type { VideoStatistics } from '../lerobot/open-episode.js';
import { readJsonLines } from './json-lines.js';
import { paths } from './layout.js';

type Statistics = VideoStretch['statistics'];

const lineSchema = z.object({
  episode_index: z.int(),
  stats: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** Statistics of videos out of `meta/episodes_stats.jsonl`, read when the first are asked for. */
export function createVideoStatistics(directory: string, cameras: readonly Camera[]): VideoStatistics {
  let read: Promise<ReadonlyMap<string, Statistics>> | null = null;
  return async (episode, camera) => {
    read ??= readStatistics(join(directory, paths.statistics), cameras);
    return (await read).get(keyOf(episode, camera)) ?? new Map();
  };
}

async function readStatistics(
  file: string,
  cameras: readonly Camera[],
): Promise<ReadonlyMap<string, Statistics>> {
  const found = new Map<string, Statistics>();
  // LeRobot v2.0 has no such file.
  if (!existsSync(file)) return found;
  for await (const { episode_index, stats } of readJsonLines(file, lineSchema)) {
    for (const { name, video } of cameras) {
      const entries = video === undefined ? [] : Object.entries(stats[name] ?? {});
      const flat = entries.map(([key, value]): [string, readonly number[]] => [key, flatten(value)]);
      found.set(keyOf(episode_index, name), new Map(flat));
    }
  }
  return found;
}

function keyOf(episode: number, camera: string): string {
  return `${episode}/${camera}`;
}

/** The numbers of nested lists; LeRobot keeps one per channel in lists of lists of one. */
function flatten(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.flatMap(flatten) : [typeof value === 'number' ? value : Number.NaN];
}
