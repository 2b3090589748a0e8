import { mkdir } from 'node:fs/promises';
import { InspireError } from '@inspire-vla/adapter';
import { outputError } from '../output-error.js';
import { checkEmpty } from './check-empty.js';
import type {
  DatasetTotals,
  DatasetWriter,
  EncodedEpisode,
  EpisodeEncoder,
  EpisodeInput,
  EpisodeReceipt,
  WriterOptions,
} from './dataset-writer.js';
import { createPlaceCounter, type EpisodePlace } from './episode-place.js';
import { markFiles, restoreFiles } from './file-marks.js';
import { invalidEpisode } from './invalid-episode.js';

/**
 * Checks, encodes and counts an episode; nothing of it is in the files yet. It must depend on nothing but its
 * arguments and the writer's options, since it may run in another thread.
 */
export type Prepare<Prepared> = (episode: EpisodeInput, place: EpisodePlace) => Promise<Prepared>;

/** What {@link DatasetFiles.append} says of an episode. */
export interface Appended<Kept> {
  /** What {@link DatasetFiles.restore} needs of the episode; `structuredClone` can copy it. */
  readonly record: Kept;
  /**
   * A state that can be restored, where there is a new one: so many episodes are in these files (full paths: those
   * that are new or have grown since the state before), and none of them is ever changed but by appending to it.
   */
  readonly checkpoint?: { readonly episodes: number; readonly files: readonly string[] };
}

/** The files of a dataset while they grow; calls come one at a time. */
export interface DatasetFiles<Prepared, Kept = unknown> {
  readonly prepare: Prepare<Prepared>;
  /** Nothing is given back by a format that cannot be restored. */
  append(episode: Prepared, place: EpisodePlace): Promise<Appended<Kept> | undefined>;
  /** Undoes what an interrupted {@link DatasetFiles.finish} may have renamed, before files are looked at. */
  reopen?(): Promise<void>;
  /**
   * Takes over an episode that another writer appended before a checkpoint. Its files have been put back to what
   * they were then, and all other files are gone: what can be made of the record alone must be made again.
   */
  restore?(record: Kept, place: EpisodePlace, instruction: string): Promise<void>;
  /** @param used - instructions in the order in which they first occur. */
  finish(totals: DatasetTotals, used: readonly string[]): Promise<DatasetTotals>;
  close(): Promise<void>;
}

/** What a journal keeps of an episode. */
interface EpisodeRecord<Kept> {
  readonly instruction: string;
  readonly length: number;
  readonly kept: Kept;
}

/** An encoder of a format's episodes. */
export function createSerialEncoder<Prepared>(prepare: Prepare<Prepared>): EpisodeEncoder {
  return {
    encode: async (episode, place) => ({
      instruction: episode.instruction,
      place,
      prepared: await prepare(episode, place),
    }),
  };
}

/**
 * Makes a writer of files that take one call at a time: calls queue up, and after a failed write nothing more is
 * written, since the files are in an unknown state. The folder is made where it is not there; if it has something in it,
 * the first episode is refused (`OUTPUT_EXISTS`), but for what {@link DatasetWriter.restore} has put back.
 *
 * @throws InspireError `OUTPUT_NOT_WRITABLE` where it cannot be made; the files are closed then.
 */
export async function createSerialWriter<Prepared, Kept>(
  options: Pick<WriterOptions, 'directory' | 'tasks'>,
  files: DatasetFiles<Prepared, Kept>,
): Promise<DatasetWriter> {
  try {
    await mkdir(options.directory, { recursive: true });
  } catch (cause) {
    await files.close();
    throw outputError(cause, options.directory);
  }
  return writerOf(options, files);
}

function writerOf<Prepared, Kept>(
  { directory, tasks }: Pick<WriterOptions, 'directory' | 'tasks'>,
  files: DatasetFiles<Prepared, Kept>,
): DatasetWriter {
  const inTurn = createTurns(directory);
  const counter = createPlaceCounter(tasks);
  /** Whether what stands in the folder is known to be this dataset's. */
  let isOwn = false;

  async function begin(): Promise<void> {
    if (!isOwn) await checkEmpty(directory);
    isOwn = true;
  }
  async function append(
    instruction: string,
    place: EpisodePlace,
    prepared: Prepared,
  ): Promise<EpisodeReceipt> {
    const appended = (await files.append(prepared, place)) ?? null;
    counter.add(instruction, place.length);
    if (appended === null) return { record: null, checkpoint: null };
    const { record: kept, checkpoint } = appended;
    const record: EpisodeRecord<Kept> = { instruction, length: place.length, kept };
    if (checkpoint === undefined) return { record, checkpoint: null };
    const marks = await markFiles(directory, checkpoint.files);
    return { record, checkpoint: { episodes: checkpoint.episodes, files: marks } };
  }

  return {
    writeEpisode: (episode) =>
      inTurn.next(async () => {
        await begin();
        const { instruction, length } = episode;
        const place = counter.next(instruction, length);
        const prepared = await files.prepare(episode, place);
        return inTurn.change(() => append(instruction, place, prepared));
      }),
    writeEncoded: ({ instruction, place, prepared }) =>
      inTurn.next(async () => {
        await begin();
        checkPlace(counter.next(instruction, place.length), place);
        // What `createSerialEncoder` made of it, in this thread or another.
        return inTurn.change(() => append(instruction, place, prepared as Prepared));
      }),
    restore: (marks, records) =>
      inTurn.next(() =>
        inTurn.change(async () => {
          const { restore } = files;
          await files.reopen?.();
          if (restore === undefined || !(await restoreFiles(directory, marks))) return false;
          for await (const record of records) {
            // What `append` gave, by way of a journal that belongs to this run.
            const { instruction, length, kept } = record as EpisodeRecord<Kept>;
            await restore(kept, counter.next(instruction, length), instruction);
            counter.add(instruction, length);
          }
          isOwn = true;
          return true;
        }),
      ),
    finish: () =>
      inTurn.next(async () => {
        await begin();
        const totals = await inTurn.change(() => files.finish(counter.totals(), counter.tasks()));
        inTurn.end();
        return totals;
      }),
    close: () => inTurn.close(() => files.close()),
  };
}

/** Lets jobs wait for those before them, and refuses them after the end. */
function createTurns(directory: string) {
  let [isClosed, isOver] = [false, false];
  let last: Promise<unknown> = Promise.resolve();
  return {
    next<Result>(job: () => Promise<Result>): Promise<Result> {
      const result = last.then(() => {
        if (isClosed || isOver) throw closedError(directory);
        return job();
      });
      last = result.catch(() => undefined);
      return result;
    },
    /** A job that changes files: after its failure nothing more is done. */
    async change<Result>(job: () => Promise<Result>): Promise<Result> {
      try {
        return await job();
      } catch (cause) {
        isOver = true;
        throw outputError(cause, directory);
      }
    },
    end(): void {
      isOver = true;
    },
    async close(free: () => Promise<void>): Promise<void> {
      const wasClosed = isClosed;
      isClosed = true;
      await last;
      if (!wasClosed) await free();
    },
  };
}

function checkPlace(expected: EpisodePlace, given: EncodedEpisode['place']): void {
  const wrong = (['episode', 'from', 'task'] as const).find((key) => expected[key] !== given[key]);
  if (wrong === undefined) return;
  const message = `it was encoded for ${wrong} ${given[wrong]}, the next is ${expected[wrong]}`;
  throw invalidEpisode(given.episode, 'place', message);
}

function closedError(directory: string): InspireError {
  return new InspireError({
    code: 'WRITER_CLOSED',
    message: 'the dataset is finished, closed, or could not be written',
    at: directory,
    fix: 'make a new writer with an empty folder',
  });
}
