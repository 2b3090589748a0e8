import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { access, constants, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';

/** A folder that becomes the output when it is whole. */
export interface StagedDirectory {
  /** Where to write meanwhile. */
  readonly path: string;
  /** Puts the folder in its place; only now is an existing output replaced. */
  commit(): Promise<void>;
  /** Removes the folder. Harmless after {@link StagedDirectory.commit}. */
  discard(): Promise<void>;
}

/** Options of {@link createStagedDirectory}. */
export interface StagingOptions {
  /** Replaces an existing output at commit. */
  readonly overwrite?: boolean;
}

/**
 * Makes a folder beside a target, so that the target is there whole or not at all.
 *
 * @throws InspireError `OUTPUT_EXISTS`, or `OUTPUT_NOT_WRITABLE` where the parent cannot be written.
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
  if (options.overwrite !== true && (await exists(place))) throw outputExists(target);
  const path = join(dirname(place), `.${basename(place)}.partial-${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK);
  } catch (cause) {
    throw notWritable(target, cause);
  }
  // The one thing that still runs when the process is asked to exit at once.
  const removeAtExit = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', removeAtExit);
  return {
    path,
    async commit() {
      const replaced = (await exists(place)) ? `${path}-replaced` : null;
      if (replaced !== null && options.overwrite !== true) throw outputExists(target);
      if (replaced !== null) await rename(place, replaced);
      await rename(path, place);
      process.removeListener('exit', removeAtExit);
      if (replaced !== null) await rm(replaced, { recursive: true, force: true });
    },
    async discard() {
      process.removeListener('exit', removeAtExit);
      await rm(path, { recursive: true, force: true });
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
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

function notWritable(target: string, cause: unknown): InspireError {
  return new InspireError({
    code: 'OUTPUT_NOT_WRITABLE',
    message: `the output cannot be written (${cause instanceof Error ? cause.message : String(cause)})`,
    at: target,
    fix: 'choose a folder that you may write to',
    cause,
  });
}
