import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoint } from '../writing/dataset-writer.js';
import type { FileMarks } from '../writing/file-marks.js';
import type { EntryFile } from './entry-file.js';

/** Checkpoints that are written down once the files they speak of are on the disk, while the work goes on. */
export interface CheckpointLog {
  add(checkpoint: Checkpoint): void;
  /** Episodes of the last checkpoint that is written down. */
  settled(): number;
  /** Throws what has failed meanwhile. */
  rethrow(): void;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

/** Waiting for the disk may take at most one part in so many of the time. */
const restFactor = 4;

/**
 * Begins to write checkpoints; those that come too fast are skipped for later ones.
 *
 * @param settled - episodes of the checkpoint that is already written down; 0 where there is none.
 */
export function createCheckpointLog(directory: string, frames: EntryFile, settled: number): CheckpointLog {
  let last = settled;
  let waiting: Checkpoint | null = null;
  let running: Promise<void> | null = null;
  let [resumesAt, failure]: [number, { readonly cause: unknown } | null] = [0, null];

  async function write({ episodes, files }: Checkpoint): Promise<void> {
    const begun = performance.now();
    for (const path of files.keys()) await syncFile(join(directory, path));
    await frames.append({ kind: 'checkpoint', checkpoint: { episodes, files } });
    last = episodes;
    await frames.sync().catch(() => undefined);
    const ended = performance.now();
    resumesAt = ended + restFactor * (ended - begun);
  }

  return {
    add({ episodes, files }) {
      waiting = { episodes, files: merge(waiting?.files, files) };
      if (running !== null || performance.now() < resumesAt) return;
      const next = waiting;
      waiting = null;
      running = write(next)
        .catch((cause: unknown) => {
          failure = { cause };
        })
        .finally(() => {
          running = null;
        });
    },
    settled: () => last,
    rethrow() {
      if (failure !== null) throw failure.cause;
    },
    async close() {
      await running;
    },
  };
}

function merge(earlier: FileMarks | undefined, later: FileMarks): FileMarks {
  return earlier === undefined ? later : new Map([...earlier, ...later]);
}

/** What a file system says that has nothing to wait for. */
const withoutSync: readonly (string | undefined)[] = ['EINVAL', 'ENOTSUP', 'ENOSYS'];

/** Opened for writing, as some systems want it. */
async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.datasync();
  } catch (cause) {
    if (!withoutSync.includes((cause as NodeJS.ErrnoException).code)) throw cause;
  } finally {
    await handle.close();
  }
}
