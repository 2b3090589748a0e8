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
export async function cutVideo(cut: VideoCut): Promise<void> {
  const { ffmpeg = 'ffmpeg', target } = cut;
  await mkdir(dirname(target), { recursive: true }).catch((cause: unknown) => {
    throw outputError(cause, target);
  });
  const { status, log } = await runFfmpeg(ffmpeg, cutArguments(cut), { output: 0, log: 65_536 });
  if (status !== 0 && /No space left|Permission denied/.test(log)) throw outputError(log.trim(), target);
  const times = status === 0 ? await readTimes(ffmpeg, target) : [];
  const isWhole =
    times.length === cut.frames &&
    times.every((time, frame) => Math.abs(time - frame / cut.fps) <= tolerance);
  if (!isWhole) throw sharedVideo(cut.video.file, log.trim());
}

function cutArguments({ video, fps, frames, target }: VideoCut): readonly string[] {
  return [
    ...quiet,
    // A little late, so that rounding cannot lead to the episode before; the frame that stands alone before it counts.
    ...['-ss', (video.from + 0.25 / fps).toFixed(6), '-i', `file:${video.file}`, '-map', '0:v:0'],
    ...['-frames:v', String(frames), '-c', 'copy', '-avoid_negative_ts', 'make_zero'],
    // The same input gives the same bytes.
    ...['-map_metadata', '-1', '-fflags', '+bitexact', '-f', 'mp4', '-y', `file:${target}`],
  ];
}

/** Times of a video's frames in seconds, sorted, without decoding them. */
async function readTimes(ffmpeg: string, file: string): Promise<readonly number[]> {
  const options = [...quiet, '-i', `file:${file}`, '-map', '0:v:0', '-c', 'copy', '-f', 'framecrc', 'pipe:1'];
  const { output } = await runFfmpeg(ffmpeg, options, { output: 64_000_000, log: 65_536 });
  const text = new TextDecoder().decode(output);
  const [, numerator = '', denominator = ''] = /^#tb 0: (\d+)\/(\d+)/m.exec(text) ?? [];
  const second = Number(denominator) / Number(numerator);
  const stamps = [...text.matchAll(/^0,\s*-?\d+,\s*(-?\d+),/gm)].map(([, stamp]) => Number(stamp) / second);
  return stamps.sort((one, other) => one - other);
}

function sharedVideo(file: string, reason: string): InspireError {
  return new InspireError({
    code: 'VIDEO_SHARED',
    message: `the episode shares its video with others and cannot be cut out untouched (${reason || 'its first frame builds on the one before'})`,
    at: file,
    fix: 'write lerobot-v3.0, which shares videos too, or pictures instead of videos by giving a picture size',
  });
}
