import { InspireError } from '@inspire-vla/adapter';
import type { Camera, Picture } from '../episode.js';
import { parseFrameLog } from './frame-log.js';
import { runFfmpeg } from './run-ffmpeg.js';

/** Frames of a video that are wanted. */
export interface FrameRange {
  readonly file: string;
  /** Seconds into the file: where frame 0 is. */
  readonly from: number;
  readonly fps: number;
  /** Frames [start, end). */
  readonly start: number;
  readonly end: number;
}

/** Turns video files into pictures. */
export interface VideoDecoder {
  /**
   * @throws InspireError `DECODER_MISSING` where ffmpeg cannot be run; `DATASET_CORRUPT` where the file is damaged,
   * of another size than the camera, or does not hold each frame at its time.
   */
  decode(range: FrameRange, camera: Camera): Promise<readonly Picture[]>;
}

/** Characters that ffmpeg says of a frame, at most. */
const logPerFrame = 4096;

/** As much as lerobot lets a frame's time be off, in seconds. */
const tolerance = 1e-4;

/**
 * Decodes through ffmpeg, one run per range; nothing is written, no network is used.
 *
 * @param ffmpeg - name on the path, or path, of the program.
 */
export function createVideoDecoder(ffmpeg = 'ffmpeg'): VideoDecoder {
  return {
    async decode(range, camera) {
      const count = range.end - range.start;
      if (count === 0) return [];
      const size = camera.width * camera.height * 3;
      const limits = { output: count * size, log: 65_536 + count * logPerFrame };
      const run = (mode: readonly string[]) => runFfmpeg(ffmpeg, decodeArguments(range, mode), limits);
      const first = await run(everyFrame.now);
      const isOld = first.status !== 0 && first.log.includes("Unrecognized option 'fps_mode'");
      const { output, log, status } = isOld ? await run(everyFrame.before) : first;
      const damage = findDamage(range, camera, parseFrameLog(log));
      if (damage !== null) throw damaged(range, damage);
      if (status !== 0 || output.length !== count * size) throw damaged(range, lastLine(log));
      return Array.from({ length: count }, (_, index) => {
        const bytes = output.subarray(index * size, (index + 1) * size);
        return { encoding: 'rgb', width: camera.width, height: camera.height, bytes };
      });
    },
  };
}

/** How ffmpeg is told to give frames as they are, since version 5.1 and before. */
const everyFrame = { now: ['-fps_mode', 'passthrough'], before: ['-vsync', '0'] } as const;

function decodeArguments(
  { file, from, fps, start, end }: FrameRange,
  mode: readonly string[],
): readonly string[] {
  // Half a frame early, so that rounding cannot lose the first; ffmpeg gives the first frame at or after it.
  const seek = Math.max(0, from + (start - 0.5) / fps);
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'info', '-protocol_whitelist', 'file,pipe'],
    // Times stay those of the file, so that they can be compared.
    ...['-copyts', '-noautorotate', '-ss', seek.toFixed(6), '-i', `file:${file}`],
    ...['-map', '0:v:0', '-frames:v', String(end - start), ...mode],
    ...['-vf', 'showinfo=checksum=0', '-pix_fmt', 'rgb24', '-f', 'rawvideo', 'pipe:1'],
  ];
}

/** What is wrong with the frames that came; null where nothing is. */
function findDamage(
  { from, fps, start, end }: FrameRange,
  { width, height }: Camera,
  frames: ReturnType<typeof parseFrameLog>,
): string | null {
  for (const [index, frame] of frames.entries()) {
    if (frame.width !== width || frame.height !== height) {
      return `the video is ${frame.width}×${frame.height}, meta/info.json says ${width}×${height}`;
    }
    const time = from + (start + index) / fps;
    if (!(Math.abs(frame.time - time) <= tolerance)) {
      return `frame ${start + index} should be at ${time.toFixed(4)} s, the video has one at ${frame.time} s`;
    }
  }
  return frames.length > 0 && frames.length < end - start
    ? `${frames.length} of the frames ${start} to ${end} are there`
    : null;
}

function lastLine(log: string): string {
  return log.trim().split('\n').at(-1) ?? '';
}

function damaged({ file, start, end }: FrameRange, reason: string): InspireError {
  return new InspireError({
    code: 'DATASET_CORRUPT',
    message: `the video's frames cannot be read (${reason})`,
    at: `${file}, frames ${start} to ${end}`,
    fix: 'make or copy the file again; it is damaged, or not the one that the metadata describe',
  });
}
