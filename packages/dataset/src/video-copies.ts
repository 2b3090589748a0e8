import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { VideoStretch } from './episode.js';

/** Finds out which video files are copies of one. */
export interface VideoCopies {
  /** The stretch in the first file of which its own is a copy, or as it is. Episodes must come in their order. */
  original(camera: string, video: VideoStretch): Promise<VideoStretch>;
}

/** A video file that is no copy of one before. */
interface KnownVideo {
  readonly file: string;
  readonly size: number;
  /** Seconds of the file at which episodes are. */
  readonly stretches: (readonly [from: number, to: number])[];
}

/**
 * Parts of a dataset that was written in parts have each a copy of a video whose episodes they share. This tells the
 * copies by their content, so that one who puts the parts together takes the video once.
 *
 * Two videos whose episodes overlap are not copies of one, even if they are the same.
 *
 * @example
 * ```ts no-run
 * import { createVideoCopies, joinSources, openDataset } from '@inspire-vla/dataset';
 *
 * const copies = createVideoCopies();
 * const source = joinSources(await Promise.all(['part-0', 'part-1'].map((folder) => openDataset(folder))));
 * for (const index of source.episodes.keys()) {
 *   const video = await (await source.open(index)).video?.('image');
 *   if (video) console.log((await copies.original('image', video)).file);
 * }
 * await source.close();
 * ```
 */
export function createVideoCopies(): VideoCopies {
  const known = new Map<string, KnownVideo[]>();
  const originals = new Map<string, KnownVideo>();
  const digests = new Map<string, Promise<string>>();

  const digestOf = (file: string): Promise<string> => {
    const digest = digests.get(file) ?? hashFile(file);
    digests.set(file, digest);
    return digest;
  };

  async function find(camera: string, { file, from, to }: VideoStretch): Promise<KnownVideo> {
    const { size } = await stat(file);
    const candidates = known.get(camera) ?? [];
    for (const candidate of candidates) {
      if (candidate.size !== size || overlaps(candidate, from, to)) continue;
      if ((await digestOf(candidate.file)) === (await digestOf(file))) return candidate;
    }
    const first = { file, size, stretches: [] };
    known.set(camera, [...candidates, first]);
    return first;
  }

  return {
    async original(camera, video) {
      const key = `${camera}\n${video.file}`;
      const found = originals.get(key) ?? (await find(camera, video));
      originals.set(key, found);
      found.stretches.push([video.from, video.to]);
      return found.file === video.file ? video : { ...video, file: found.file };
    },
  };
}

/** Times are stored as decimals: what only touches does not overlap. */
function overlaps({ stretches }: KnownVideo, from: number, to: number): boolean {
  const slack = 1e-6;
  return stretches.some(([start, end]) => from < end - slack && to > start + slack);
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
