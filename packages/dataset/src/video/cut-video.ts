import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import type { VideoStretch } from '../episode.js';
import { outputError } from '../output-error.js';
import { runFfmpeg } from './run-ffmpeg.js';

/** What is to be cut out of a video, and how many frames that must give. */
export interface VideoCut {
  readonly video: Pick<VideoStretch, 'file' | 'from'>;
  readonly fps: number;
  readonly frames: number;
  /** The file to make. */
  readonly target: string;
  /** Name on the path, or path, of ffmpeg. */
  readonly ffmpeg?: string | undefined;
}

const quiet = [
  '-hide_banner',
  '-nostdin',
  '-nostats',
  '-loglevel',
  'error',
  '-protocol_whitelist',
  'file,pipe',
];

/** Seconds that a frame's time may be off. */
const tolerance = 1e-4;

/**
 * Cuts one episode out of a video without encoding it again, and looks whether every frame is there.
 *
 * @throws InspireError `DECODER_MISSING` where ffmpeg cannot be run; `VIDEO_SHARED` where the episode does not begin
 * with a frame that stands alone, so that it cannot be cut out.
 */
export async function cutVideo({ video, fps, frames, target, ffmpeg = 'ffmpeg' }: VideoCut): Promise<void> {
  const { file, from } = video;
  // A little late, so that rounding cannot lead to the episode before; ffmpeg begins with the frame that stands alone
  // before it, which must be the episode's first.
  const input = ['-ss', (from + 0.25 / fps).toFixed(6), '-i', `file:${file}`];
  const stretch = ['-map', '0:v:0', '-frames:v', String(frames), '-c', 'copy'];
  const isThere = (times: readonly number[], start: number) =>
    times.length === frames &&
    times.every((time, frame) => Math.abs(time - start - frame / fps) <= tolerance);
  if (!isThere(await readTimes(ffmpeg, ['-copyts', ...input, ...stretch]), from)) throw sharedVideo(file);
  await mkdir(dirname(target), { recursive: true }).catch((cause: unknown) => {
    throw outputError(cause, target);
  });
  // The first frame is shown at 0. Where frames refer to later ones, as encoders make them unless told otherwise, it is
  // stored earlier than that, and to begin the file there would show every frame late.
  const begin = ['-bsf:v', 'setts=pts=PTS-STARTPTS:dts=DTS-STARTPTS'];
  // Nothing of the time or program goes into the file: the same input gives the same bytes.
  const plain = [...begin, '-map_metadata', '-1', '-fflags', '+bitexact'];
  const output = ['-f', 'mp4', '-y', `file:${target}`];
  const options = [...quiet, ...input, ...stretch, ...plain, ...output];
  const { status, log } = await runFfmpeg(ffmpeg, options, { output: 0, log: 65_536 });
  if (status !== 0) throw outputError(new Error(log.trim()), target);
  if (!isThere(await readTimes(ffmpeg, ['-copyts', '-i', `file:${target}`, ...stretch]), 0))
    throw sharedVideo(file);
}

/** Times of a video's frames in seconds, sorted, without decoding them; none where it cannot be read. */
async function readTimes(ffmpeg: string, options: readonly string[]): Promise<readonly number[]> {
  const list = [...quiet, ...options, '-f', 'framecrc', 'pipe:1'];
  const { output } = await runFfmpeg(ffmpeg, list, { output: 64_000_000, log: 65_536 });
  const text = new TextDecoder().decode(output);
  const [, numerator = '', denominator = ''] = /^#tb 0: (\d+)\/(\d+)/m.exec(text) ?? [];
  const second = Number(denominator) / Number(numerator);
  const stamps = [...text.matchAll(/^0,\s*-?\d+,\s*(-?\d+),/gm)].map(([, stamp]) => Number(stamp) / second);
  return stamps.sort((one, other) => one - other);
}

function sharedVideo(file: string): InspireError {
  return new InspireError({
    code: 'VIDEO_SHARED',
    message: 'the episode shares its video with others and cannot be cut out of it without encoding it again',
    at: file,
    fix: 'write lerobot-v3.0, which shares videos too, or pictures instead of videos by giving a picture size',
  });
}
