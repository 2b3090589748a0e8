import { InspireError } from '@inspire-vla/adapter';
import type { Camera, Feature } from '../episode.js';
import { outputError } from '../output-error.js';
import { openParquetDatabase } from '../parquet.js';
import { checkDeclaration } from './check-declaration.js';
import type { EpisodeInput } from './check-episode.js';
import { createDatasetFiles } from './dataset-files.js';

/** Options of {@link createLeRobotV3Writer}. */
export interface LeRobotV3Options {
  /** An existing folder, usually a staged one. */
  readonly directory: string;
  /** Frames per second, a whole number. */
  readonly fps: number;
  /** e.g. `panda`; null where it is not known. */
  readonly robotType: string | null;
  /** Features of every frame; cameras and LeRobot's own index columns not among them. */
  readonly features: readonly Feature[];
  readonly cameras: readonly Camera[];
  /** A data file is closed before it grows beyond this, counted before compression; default 100, as LeRobot's. */
  readonly dataFileSizeInMegabytes?: number;
}

/** What a finished dataset holds. */
export interface DatasetTotals {
  readonly episodes: number;
  readonly frames: number;
  readonly tasks: number;
}

/** Writes a dataset episode by episode. */
export interface LeRobotV3Writer {
  /**
   * Appends an episode. Calls wait for those before them.
   *
   * @throws InspireError `EPISODE_INVALID` for an episode that is not as declared, after which others can still be
   * written; `OUTPUT_NOT_WRITABLE`, `OUTPUT_DISK_FULL`; `WRITER_CLOSED` after these, `finish` or `close`.
   */
  writeEpisode(episode: EpisodeInput): Promise<void>;
  /** Writes what is left and all metadata. */
  finish(): Promise<DatasetTotals>;
  /** Frees DuckDB. Calling it twice is harmless. */
  close(): Promise<void>;
}

/**
 * Writes LeRobot v3.0, as lerobot 0.6.1 reads it: pictures as PNG inside the parquet files, statistics included.
 *
 * In memory are one episode's pictures, encoded, and one data file. The same episodes give the same bytes.
 * Source of the format: huggingface/lerobot\@7427f318 datasets/.
 *
 * @throws InspireError `FEATURE_INVALID` for a declaration that LeRobot cannot hold.
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { createLeRobotV3Writer } from '@inspire-vla/dataset';
 *
 * const directory = await mkdtemp(join(tmpdir(), 'dataset-'));
 * const features = [{ name: 'state', type: 'float32', shape: [2], names: null }] as const;
 * const writer = await createLeRobotV3Writer({ directory, fps: 20, robotType: 'panda', features, cameras: [] });
 * const columns = new Map([['state', Float32Array.of(0, 0, 1, 1)]]);
 * await writer.writeEpisode({ instruction: 'lift the cup', length: 2, columns, pictures: async () => [] });
 * await writer.finish(); // { episodes: 1, frames: 2, tasks: 1 }
 * await writer.close();
 * ```
 */
export async function createLeRobotV3Writer(options: LeRobotV3Options): Promise<LeRobotV3Writer> {
  checkDeclaration(options);
  const database = await openParquetDatabase();
  const files = await createDatasetFiles(options, database);
  let [isClosed, isOver] = [false, false];
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<Result>(job: () => Promise<Result>): Promise<Result> {
    const result = last.then(() => {
      if (isClosed || isOver) throw closedError(options.directory);
      return job();
    });
    last = result.catch(() => undefined);
    return result;
  }
  /** After a failure in here the files are in an unknown state, so nothing more is written. */
  async function change<Result>(job: () => Promise<Result>): Promise<Result> {
    try {
      return await job();
    } catch (cause) {
      isOver = true;
      throw outputError(cause, options.directory);
    }
  }
  return {
    writeEpisode: (episode) =>
      inTurn(async () => {
        const prepared = await files.prepare(episode);
        await change(() => files.append(prepared));
      }),
    finish: () =>
      inTurn(async () => {
        const totals = await change(() => files.finish());
        isOver = true;
        return totals;
      }),
    async close() {
      const wasClosed = isClosed;
      isClosed = true;
      await last;
      if (!wasClosed) database.close();
    },
  };
}

function closedError(directory: string): InspireError {
  return new InspireError({
    code: 'WRITER_CLOSED',
    message: 'the dataset is finished, closed, or could not be written',
    at: directory,
    fix: 'make a new writer with an empty folder',
  });
}
