import {
  createStagedDirectory,
  openRunJournal,
  outputError,
  type RunIdentity,
  type RunJournal,
  type StagedDirectory,
} from '@inspire-vla/dataset';

/** Options of {@link runStaged}. */
export interface StagedRunOptions {
  /** The folder to make. */
  readonly output: string;
  readonly overwrite?: boolean;
  readonly resume?: boolean;
  readonly signal?: AbortSignal;
}

/** A run that writes into a staged folder, and takes down how far it is. */
export interface StagedRun {
  readonly staged: StagedDirectory;
  /** Opens the journal, once what decides the output is known. */
  openJournal(identity: RunIdentity): Promise<RunJournal>;
}

/**
 * Lets a job write into a folder that becomes the output when the job is done. A job that fails leaves nothing; with
 * `resume` it leaves what a later run can go on with.
 */
export async function runStaged<Result>(
  { output, overwrite = false, resume = false, signal }: StagedRunOptions,
  job: (run: StagedRun) => Promise<Result>,
): Promise<Result> {
  const staged = await createStagedDirectory(output, { overwrite, resume });
  let journal: RunJournal | null = null;
  try {
    const result = await job({
      staged,
      async openJournal(identity) {
        journal = await openRunJournal(staged, identity);
        return journal;
      },
    });
    signal?.throwIfAborted();
    await closeQuietly(journal);
    await staged.commit();
    return result;
  } catch (error) {
    await closeQuietly(journal);
    if (resume && isWorthLeaving(staged, journal)) staged.leave();
    else await staged.discard();
    throw isDiskFull(error) ? outputError(error, output) : error;
  }
}

/** Wherever it comes from, only writing can raise it. */
function isDiskFull(error: unknown): boolean {
  const { code } = Object(error) as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** What is settled can be gone on with; so can a leftover that this run has not touched. */
function isWorthLeaving({ isLeftover }: StagedDirectory, journal: RunJournal | null): boolean {
  return journal === null ? isLeftover : journal.settled() > 0;
}

/** The output does not depend on the journal any more, and the failure that led here says more than its own. */
async function closeQuietly(journal: RunJournal | null): Promise<void> {
  await journal?.close().catch(() => undefined);
}
