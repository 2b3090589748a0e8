import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpisodeSummary } from '../episode.js';
import { isHidden } from '../is-hidden.js';
import type { EpisodeFolder } from './locate.js';
import { findCamera, listPictures, type PictureFolder } from './pictures.js';
import { otherKeys, readFrame } from './read-frames.js';

/** An episode, and what its folder holds. */
export interface RecordedEpisode {
  readonly folder: EpisodeFolder;
  readonly summary: EpisodeSummary;
  readonly pictures: PictureFolder;
  /** What its first frame says beside numbers and task. */
  readonly otherKeys: readonly string[];
  /** What stands beside `anno` and `img`. */
  readonly otherEntries: readonly string[];
}

/**
 * Describes episodes by their first frames and pictures. One without pictures has the camera of the others: that they
 * are missing is then an error where they are asked for.
 *
 * @throws InspireError `DATASET_CORRUPT` with file and place.
 */
export async function describeEpisodes(
  folders: readonly EpisodeFolder[],
): Promise<readonly RecordedEpisode[]> {
  const described: RecordedEpisode[] = [];
  for (const folder of folders) described.push(await describeEpisode(folder));
  const cameras = described.find(({ summary }) => summary.cameras.length > 0)?.summary.cameras ?? [];
  return described.map((episode) => {
    const { summary } = episode;
    return summary.cameras.length > 0 ? episode : { ...episode, summary: { ...summary, cameras } };
  });
}

async function describeEpisode(folder: EpisodeFolder): Promise<RecordedEpisode> {
  const { id, frames } = folder;
  const first = join(folder.folder, 'anno', `${frames[0]}.json`);
  const { task } = await readFrame(first);
  const pictures = await listPictures(folder);
  const camera = await findCamera(pictures);
  const cameras = camera === null ? [] : [camera];
  return {
    folder,
    summary: { id, instruction: task, length: frames.length, cameras },
    pictures,
    otherKeys: await otherKeys(first),
    otherEntries: (await readdir(folder.folder)).filter((name) => !isRead(name)).sort(),
  };
}

function isRead(name: string): boolean {
  return name === 'anno' || name === 'img' || isHidden(name);
}

/** What of the episodes is not handed on. */
export function omittedOf(episodes: readonly RecordedEpisode[]): readonly string[] {
  const pictures = episodes.flatMap(({ folder, pictures }) =>
    pictures.others.map((name) => `${folder.id}/img/${name}`),
  );
  const keys = new Set(episodes.flatMap((episode) => episode.otherKeys));
  const entries = new Set(episodes.flatMap((episode) => episode.otherEntries));
  return [
    ...(keys.size === 0
      ? []
      : [`${[...keys].join(', ')}: of anno/{i}.json only action, state and task are read`]),
    ...(entries.size === 0 ? [] : [`${[...entries].join(', ')}: of an episode only anno and img are read`]),
    ...(pictures.length === 0 ? [] : [`${namesOf(pictures)}: of img only {i}.png of each frame is read`]),
  ];
}

function namesOf([first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return first;
  return `${first} and ${others.length} other ${others.length === 1 ? 'file' : 'files'}`;
}
