import { rename, rm, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { InspireError, type RgbImage } from '@inspire-vla/adapter';
import { createApngEncoder, noFrames } from './apng.js';
import type { FilmFrame, FilmSubject } from './film-frame.js';
import { createFilmPainter } from './film-painter.js';
import { checkFrameRate } from './frame-rate.js';
import { createVideoEncoder, type VideoEncoder } from './video.js';

/** Endings of the names of film files. */
export const filmEndings = ['.png', '.apng', '.mp4', '.webp'] as const;

/** Options of {@link createFilm}. */
export interface FilmOptions extends FilmSubject {
  /** The file to make: `.png` or `.apng` for an animated PNG, `.mp4` or `.webp` through ffmpeg. */
  readonly file: string;
  /** From 0.001 to 1,000; 20 is the tempo of the world's ticks. */
  readonly framesPerSecond: number;
  /** Name on the path, or path, of ffmpeg; default `ffmpeg`. */
  readonly ffmpeg?: string;
}

/** A film on its way into a file, which is there when it is finished and not before. */
export interface Film {
  /**
   * Draws and encodes a frame.
   *
   * @throws InspireError `FILM_FRAME` where it differs in shape from the first; `ENCODER_MISSING` or `FILM_FAILED`.
   */
  add(frame: FilmFrame): Promise<void>;
  /** @throws InspireError `FILM_EMPTY`, `ENCODER_MISSING`, `FILM_FAILED`. */
  finish(): Promise<void>;
  /** Gives it up; nothing is left behind. */
  discard(): Promise<void>;
}

/**
 * Starts a film of an episode: cameras side by side, below them the instruction, and each question with what was
 * answered and what is so.
 *
 * @throws InspireError `FILM_FORMAT` where the file's name has another ending, `FILM_RATE` for a rate beyond these.
 *
 * @example
 * ```ts
 * import { rm } from 'node:fs/promises';
 * import { createFilm } from '@inspire-vla/tabletop/film';
 *
 * const questions = ['In which direction is the red box relative to the robot?'];
 * const film = createFilm({ file: 'example.png', framesPerSecond: 20, instruction: 'pick up the red box', questions });
 * const picture = { width: 96, height: 96, bytes: new Uint8Array(96 * 96 * 3).fill(200) };
 * await film.add({ pictures: [picture], answers: [{ answer: 'left', truth: 'right' }], note: '0.0 s' });
 * await film.finish();
 * await rm('example.png');
 * ```
 */
export function createFilm({ file, framesPerSecond, ffmpeg = 'ffmpeg', ...subject }: FilmOptions): Film {
  const ending = extname(file).toLowerCase();
  checkFrameRate(framesPerSecond);
  const painter = createFilmPainter(subject);
  const draft = `${file}.part`;
  const sink = openSink(ending, { file, draft, framesPerSecond, ffmpeg });
  return {
    add: async (frame) => sink.add(painter.paint(frame)),
    async finish() {
      try {
        await sink.finish();
        await rename(draft, file);
      } catch (error) {
        await rm(draft, { force: true });
        throw InspireError.isInstance(error) ? error : cannotWrite(file, error);
      }
    },
    async discard() {
      await sink.discard();
      await rm(draft, { force: true });
    },
  };
}

/** Where painted frames go. */
interface Sink {
  add(frame: RgbImage): Promise<void>;
  finish(): Promise<void>;
  discard(): Promise<void>;
}

interface SinkOptions {
  readonly file: string;
  readonly draft: string;
  readonly framesPerSecond: number;
  readonly ffmpeg: string;
}

function openSink(ending: string, options: SinkOptions): Sink {
  if (ending === '.png' || ending === '.apng') return apngSink(options);
  if (ending === '.mp4' || ending === '.webp') return videoSink(options, ending === '.mp4' ? 'mp4' : 'webp');
  throw new InspireError({
    code: 'FILM_FORMAT',
    message: `a film cannot be written as "${ending}"`,
    at: options.file,
    fix: `give the file a name that ends in ${filmEndings.join(', ')}`,
  });
}

function apngSink({ draft, framesPerSecond }: SinkOptions): Sink {
  const encoder = createApngEncoder({ framesPerSecond });
  return {
    add: async (frame) => encoder.add(frame),
    finish: () => writeFile(draft, encoder.finish()),
    discard: async () => {},
  };
}

function videoSink({ draft, framesPerSecond, ffmpeg }: SinkOptions, format: 'mp4' | 'webp'): Sink {
  let encoder: VideoEncoder | null = null;
  return {
    async add(frame) {
      encoder ??= createVideoEncoder({ file: draft, framesPerSecond, format, size: frame, ffmpeg });
      await encoder.add(frame);
    },
    async finish() {
      if (encoder === null) throw noFrames();
      await encoder.finish();
    },
    discard: async () => await encoder?.abort(),
  };
}

function cannotWrite(file: string, cause: unknown): InspireError {
  return new InspireError({
    code: 'FILM_FAILED',
    message: `the film cannot be written (${cause instanceof Error ? cause.message : String(cause)})`,
    at: file,
    fix: 'give a file in a folder that exists and can be written',
    cause,
  });
}
