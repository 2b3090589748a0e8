import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { InspireError, type RgbImage } from '@inspire-vla/adapter';

/** A video on its way into a file. */
export interface VideoEncoder {
  /** @throws InspireError `ENCODER_MISSING` where ffmpeg cannot be run; `FILM_FAILED` with its own words. */
  add(frame: RgbImage): Promise<void>;
  /** @throws InspireError as {@link VideoEncoder.add} does. */
  finish(): Promise<void>;
  /** Ends it; what is in the file is of no use. */
  abort(): Promise<void>;
}

/** Options of {@link createVideoEncoder}. */
export interface VideoOptions {
  /** The file to make; what is there is written over. */
  readonly file: string;
  readonly framesPerSecond: number;
  readonly format: 'mp4' | 'webp';
  /** Of every frame, pixels; even numbers. */
  readonly size: { readonly width: number; readonly height: number };
  /** Name on the path, or path, of ffmpeg. */
  readonly ffmpeg: string;
}

/** How ffmpeg is to encode; nothing of the time or program goes into the file. */
const encodings = {
  mp4: [
    ...['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-crf', '20', '-preset', 'medium', '-threads', '1'],
    ...['-movflags', '+faststart', '-f', 'mp4'],
  ],
  webp: ['-c:v', 'libwebp_anim', '-quality', '70', '-compression_level', '6', '-loop', '0', '-f', 'webp'],
} as const;

/** Starts ffmpeg, which reads bare frames. */
export function createVideoEncoder({
  file,
  framesPerSecond,
  format,
  size,
  ffmpeg,
}: VideoOptions): VideoEncoder {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${size.width}x${size.height}`];
  const quiet = ['-hide_banner', '-nostats', '-loglevel', 'error', '-y'];
  const child = spawn(
    ffmpeg,
    [
      ...[...quiet, ...input, '-r', String(framesPerSecond), '-i', 'pipe:0'],
      ...[...encodings[format], '-map_metadata', '-1', '-fflags', '+bitexact', `file:${file}`],
    ],
    { stdio: ['pipe', 'ignore', 'pipe'], windowsHide: true },
  );
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (log.length < 65_536) log += text;
  });
  // A pipe that ffmpeg closed is told by its exit status, with what it said.
  child.stdin.on('error', () => {});
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', (cause) => reject(encoderMissing(ffmpeg, cause)));
    child.once('close', (status) => (status === 0 ? resolve() : reject(failed(file, log))));
  });
  // Whoever adds or finishes is told; until then it is nobody's unhandled error.
  ended.catch(() => {});
  return {
    async add({ bytes }) {
      if (child.stdin.write(bytes)) return;
      await Promise.race([once(child.stdin, 'drain').catch(() => ended), ended]);
    },
    async finish() {
      child.stdin.end();
      await ended;
    },
    async abort() {
      child.kill('SIGKILL');
      await ended.catch(() => {});
    },
  };
}

function encoderMissing(program: string, cause: Error): InspireError {
  return new InspireError({
    code: 'ENCODER_MISSING',
    message: `MP4 and WebP need ffmpeg, which cannot be run (${cause.message})`,
    at: program,
    fix: 'install ffmpeg so that it is on the path, or name the film .png, which needs no other program',
    cause,
  });
}

function failed(file: string, log: string): InspireError {
  return new InspireError({
    code: 'FILM_FAILED',
    message: `ffmpeg could not write the film: ${log.trim().split('\n').at(-1) ?? ''}`,
    at: file,
    fix: 'an ffmpeg with libx264 and libwebp is needed, and a folder that can be written; or name the film .png',
  });
}
