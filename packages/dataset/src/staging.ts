import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import { outputError } from './output-error.js';
import { lockOutput } from './output-lock.js';

/** A folder that becomes the output when it is whole. */
export interface StagedDirectory {
  /** Where to write meanwhile. */
  readonly path: string;
  /**
   * Puts the folder in its place; only now is an existing output replaced.
   *
   * @throws InspireError `OUTPUT_EXISTS` where the output has appeared meanwhile, `OUTPUT_NOT_WRITABLE` where it
   * cannot be put in its place. What was there before is then still there.
   */
  commit(): Promise<void>;
  /** Removes the folder and all in it. Harmless after {@link StagedDirectory.commit}. */
  discard(): Promise<void>;
  /** The same for signal handlers, which cannot wait. It also runs when the process exits. */
  discardSync(): void;
}

/** Options of {@link createStagedDirectory}. */
export interface StagingOptions {
  /** Replaces an existing output at commit. Default false. */
  readonly overwrite?: boolean;
}

const removal = { recursive: true, force: true } as const;

/**
 * Makes a folder beside a target, so that the target is there whole or not at all.
 *
 * @throws InspireError `OUTPUT_EXISTS`, `OUTPUT_BUSY` where another run writes there, `OUTPUT_NOT_WRITABLE` or
 * `OUTPUT_DISK_FULL`.
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
  options: StagingOptions = {},
): Promise<StagedDirectory> {
  const place = resolve(target);
  const path = join(dirname(place), `.${basename(place)}.inspire-partial-${randomBytes(4).toString('hex')}`);
  const mayReplace = options.overwrite === true;
  if (!mayReplace && (await exists(place))) throw outputExists(target);
  const failed = (cause: unknown): never => {
    throw outputError(cause, target);
  };
  await mkdir(dirname(place), { recursive: true }).catch(failed);
  const lock = await lockOutput(place).catch(failed);
  await mkdir(path).catch(failed);
  const discardSync = () => {
    process.removeListener('exit', discardSync);
    rmSync(path, removal);
    lock.release();
  };
  process.once('exit', discardSync);
  return {
    path,
    discardSync,
    async commit() {
      if (!mayReplace && (await exists(place))) throw outputExists(target);
      await replace(place, path).catch(failed);
      process.removeListener('exit', discardSync);
      lock.release();
    },
    async discard() {
      process.removeListener('exit', discardSync);
      await rm(path, removal);
      lock.release();
    },
  };
}

/** Renames a folder to its place. What stood there is moved aside first and put back should that fail. */
async function replace(place: string, path: string): Promise<void> {
  if (!(await exists(place))) return rename(path, place);
  const aside = `${path}-replaced`;
  await rename(place, aside);
  try {
    await rename(path, place);
  } catch (cause) {
    await rename(aside, place);
    throw cause;
  }
  // The output is in its place; that a leftover cannot be removed must not make the job fail.
  await rm(aside, removal).catch(() => undefined);
}

/** Counts a dangling link as something that is there, since it would be replaced. */
async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function outputExists(target: string): InspireError {
  return new InspireError({
    code: 'OUTPUT_EXISTS',
    message: 'the output is already there',
    at: target,
    fix: 'choose another place, or overwrite it',
  });
}
