import { InspireError } from '@inspire-vla/adapter';
import { outputError } from '../output-error.js';
import type { DatasetTotals, DatasetWriter, EpisodeInput } from './dataset-writer.js';

/** The files of a dataset while they grow; calls come one at a time. */
export interface DatasetFiles<Prepared> {
  /** Checks, encodes and counts an episode; nothing of it is in the files yet. */
  prepare(episode: EpisodeInput): Promise<Prepared>;
  append(episode: Prepared): Promise<void>;
  finish(): Promise<DatasetTotals>;
  close(): Promise<void>;
}

/**
 * Makes a writer of files that take one call at a time: calls queue up, and after a failed write nothing more is
 * written, since the files are in an unknown state.
 */
export function createSerialWriter<Prepared>(
  directory: string,
  files: DatasetFiles<Prepared>,
): DatasetWriter {
  let [isClosed, isOver] = [false, false];
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<Result>(job: () => Promise<Result>): Promise<Result> {
    const result = last.then(() => {
      if (isClosed || isOver) throw closedError(directory);
      return job();
    });
    last = result.catch(() => undefined);
    return result;
  }
  async function change<Result>(job: () => Promise<Result>): Promise<Result> {
    try {
      return await job();
    } catch (cause) {
      isOver = true;
      throw outputError(cause, directory);
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
      if (!wasClosed) await files.close();
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
