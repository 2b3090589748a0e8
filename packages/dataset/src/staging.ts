import { rmSync } from 'node:fs';
import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { outputError } from './output-error.js';
import { lockOutput, type OutputLock } from './output-lock.js';
import { type Places, placesOf } from './staged-places.js';

/**
 * A folder that becomes the output when it is whole.
 *
 * It is over once it is committed, discarded or left: another run may then write in the same place, so nothing that is
 * called afterwards touches a file.
 */
export interface StagedDirectory {
  /** Where to write meanwhile. */
  readonly path: string;
  /** A file beside it, in which a run may write down how far it is. */
  readonly journal: string;
  /** Whether an earlier run that is dead has left the folder, and it is to be gone on with. */
  readonly isLeftover: boolean;
  /** Removes all that is in the folder. Does nothing where it is over. */
  clear(): Promise<void>;
  /**
   * Puts the folder in its place; only now is an existing output replaced.
   *
   * @throws InspireError `OUTPUT_EXISTS` where the output has appeared meanwhile, `OUTPUT_NOT_WRITABLE` where it
   * cannot be put in its place. What was there before is then still there.
   */
  commit(): Promise<void>;
  /** Removes the folder and all in it. Does nothing where it is over. */
  discard(): Promise<void>;
  /** The same for signal handlers, which cannot wait. It also runs when the process exits, unless `resume` is set. */
  discardSync(): void;
  /** Leaves the folder for a later run to go on with. Does nothing where it is over. */
  leave(): void;
}

/** Options of {@link createStagedDirectory}. */
export interface StagingOptions {
  /** Replaces an existing output at commit, and begins anew where a dead run has left a part of one. Default false. */
  readonly overwrite?: boolean;
  /** Goes on with what a dead run has left, if anything; and leaves its own folder at exit. Default false. */
  readonly resume?: boolean;
}

const removal = { recursive: true, force: true } as const;

/**
 * Makes a folder beside a target, so that the target is there whole or not at all.
 *
 * @throws InspireError `OUTPUT_EXISTS`, `OUTPUT_BUSY` where another run writes there, `OUTPUT_UNFINISHED` where a dead
 * run has left a part and neither option says what to do with it, `OUTPUT_NOT_WRITABLE` or `OUTPUT_DISK_FULL`.
 *
 * @example
 * ```ts no-run
 * import { writeFile } from 'node:fs/promises';
 * import { createStagedDirectory } from '@inspire-vla/dataset';
 *
 * const staged = await createStagedDirectory('annotated');
 * try {
 *   await writeFile(`${staged.path}/data.txt`, 'all of it');
 *   await staged.commit();
 * } finally {
 *   await staged.discard();
 * }
 * ```
 */
export async function createStagedDirectory(
  target: string,
  { overwrite = false, resume = false }: StagingOptions = {},
): Promise<StagedDirectory> {
  const places = placesOf(target);
  if (!overwrite) await checkOutputAbsent(target);
  const failed = (cause: unknown): never => {
    throw outputError(cause, target);
  };
  await mkdir(dirname(places.output), { recursive: true }).catch(failed);
  const lock = await lockOutput(places.output).catch(failed);
  try {
    await repair(places);
    if (!overwrite) await checkOutputAbsent(target);
    const isLeftover = await exists(places.files);
    if (isLeftover && !resume && !overwrite) throw unfinished(target, places);
    if (!isLeftover || !resume) await begin(places);
    return stagedDirectory(target, places, lock, { overwrite, resume, isLeftover: isLeftover && resume });
  } catch (cause) {
    lock.release();
    return failed(cause);
  }
}

/** Undoes, or completes, a replacement in whose midst a run died. */
async function repair({ output, replaced }: Places): Promise<void> {
  if (!(await exists(replaced))) return;
  if (await exists(output)) await rm(replaced, removal);
  else await rename(replaced, output);
}

async function begin({ files, journal }: Places): Promise<void> {
  // The journal goes first: without its files it would say too much.
  await rm(journal, removal);
  await rm(files, removal);
  await mkdir(files);
}

function stagedDirectory(
  target: string,
  places: Places,
  lock: OutputLock,
  { overwrite, resume, isLeftover }: Required<StagingOptions> & { readonly isLeftover: boolean },
): StagedDirectory {
  const { files, journal } = places;
  const atExit = resume ? leave : discardSync;
  let isOver = false;
  function leave(): void {
    if (isOver) return;
    isOver = true;
    process.removeListener('exit', atExit);
    lock.release();
  }
  function discardSync(): void {
    if (isOver) return;
    rmSync(journal, removal);
    rmSync(files, removal);
    leave();
  }
  process.once('exit', atExit);
  return {
    path: files,
    journal,
    isLeftover,
    discardSync,
    leave,
    async clear() {
      if (!isOver) await begin(places);
    },
    async commit() {
      if (!overwrite) await checkOutputAbsent(target);
      await replace(places).catch((cause: unknown) => {
        throw outputError(cause, target);
      });
      // The output is in its place; that a leftover cannot be removed must not make the job fail.
      for (const rest of [journal, places.replaced]) await rm(rest, removal).catch(() => undefined);
      leave();
    },
    async discard() {
      if (isOver) return;
      await rm(journal, removal);
      await rm(files, removal);
      leave();
    },
  };
}

/** Renames the folder to its place. What stood there is moved aside first and put back should that fail. */
async function replace({ output, files, replaced }: Places): Promise<void> {
  if (!(await exists(output))) return rename(files, output);
  await rename(output, replaced);
  try {
    await rename(files, output);
  } catch (cause) {
    await rename(replaced, output);
    throw cause;
  }
}

/** Counts a dangling link as something that is there, since it would be replaced. */
async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Tells early what {@link createStagedDirectory} would refuse anyway: an output that is there and may not be replaced.
 *
 * @throws InspireError `OUTPUT_EXISTS`.
 *
 * @example
 * ```ts no-run
 * import { checkOutputAbsent } from '@inspire-vla/dataset';
 *
 * await checkOutputAbsent('recorded'); // before an hour of simulation
 * ```
 */
export async function checkOutputAbsent(target: string): Promise<void> {
  if (await exists(resolve(target))) throw outputExists(target);
}

function outputExists(target: string): InspireError {
  return new InspireError({
    code: 'OUTPUT_EXISTS',
    message: 'the output is already there',
    at: target,
    fix: 'choose another place, or overwrite it',
  });
}

function unfinished(target: string, { files }: Places): InspireError {
  return new InspireError({
    code: 'OUTPUT_UNFINISHED',
    message: `an earlier run ended before it was done, and left ${basename(files)}`,
    at: target,
    fix: 'give the same options and --resume to go on with it, or --overwrite to begin anew',
  });
}
