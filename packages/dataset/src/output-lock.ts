import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { lstat, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';

/** Keeps other runs from writing to the same place. */
export interface OutputLock {
  /**
   * Lets others write; harmless when called twice, or when the lock was taken away and another run has its own there.
   * It also happens when the process exits.
   */
  release(): void;
}

interface Owner {
  readonly pid: number;
  readonly host: string;
  /** When the process began, by the system's own counting; left out where it cannot be told. */
  readonly began?: string | undefined;
  /** The job of Slurm that it runs in, which Slurm can be asked about from every node; left out outside of one. */
  readonly job?: string | undefined;
}

/**
 * Takes the lock of an output: a link beside it, whose target says whose it is, since a link is there with its target
 * or not at all. Where links cannot be made it is a file. One that a dead process of this machine left behind is taken
 * over.
 *
 * @param place - absolute path of the output; its folder must exist.
 * @throws InspireError `OUTPUT_BUSY` where another run writes there.
 */
export async function lockOutput(place: string): Promise<OutputLock> {
  const file = join(dirname(place), `.${basename(place)}.inspire-lock`);
  const text = await ownText();
  if (!(await create(file, text))) {
    const owner = await readOwner(file);
    if (owner === null ? await isFresh(file) : await isAlive(owner)) throw busy(place, file, owner);
    await removeDead(place, file);
    if (!(await create(file, text))) throw busy(place, file, await readOwner(file));
  }
  let isHeld = true;
  const release = () => {
    process.removeListener('exit', release);
    if (isHeld && textOf(file) === text) rmSync(file, { force: true });
    isHeld = false;
  };
  process.once('exit', release);
  return { release };
}

/** What a lock of this process says. */
async function ownText(): Promise<string> {
  const job = process.env['SLURM_JOB_ID'];
  const owner: Owner = { pid: process.pid, host: hostname(), began: await beginningOf('self'), job };
  return JSON.stringify(owner);
}

/** What a lock says; null where there is none. */
function textOf(file: string): string | null {
  for (const read of [() => readlinkSync(file), () => readFileSync(file, 'utf8')]) {
    try {
      return read();
    } catch {
      // It is a file, or gone.
    }
  }
  return null;
}

/** Whether the lock was made, and so taken; only one process can make it. */
async function create(file: string, text: string): Promise<boolean> {
  try {
    await symlink(text, file).catch(async (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EEXIST' || cause.code === 'ENOSPC') throw cause;
      await writeFile(file, text, { flag: 'wx' });
    });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}

/** Removes the lock of a dead process, but not one that another run has taken since. */
async function removeDead(place: string, file: string): Promise<void> {
  const aside = `${file}-dead`;
  // Whoever renames it first has it.
  await rename(file, aside).catch(() => undefined);
  const owner = await readOwner(aside);
  if (owner !== null && (await isAlive(owner))) {
    await rename(aside, file);
    throw busy(place, file, owner);
  }
  await rm(aside, { force: true });
}

/** Milliseconds in which a new lock surely says whose it is. */
const writingTime = 2000;

/** Whether a lock that does not say whose it is may still be being written. */
async function isFresh(file: string): Promise<boolean> {
  const { mtimeMs } = await lstat(file).catch(() => ({ mtimeMs: Number.NEGATIVE_INFINITY }));
  return Date.now() - mtimeMs < writingTime;
}

/** Null where the file is gone, or says nothing: its owner writes it now, or died while writing it. */
async function readOwner(file: string): Promise<Owner | null> {
  try {
    const text = await readlink(file).catch(() => readFile(file, 'utf8'));
    const { pid, host, began, job } = JSON.parse(text) as Partial<Owner>;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host, began, job } : null;
  } catch {
    return null;
  }
}

/** A process of another machine cannot be asked, so it counts as alive. */
async function isAlive({ pid, host, began }: Owner): Promise<boolean> {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
  // Another process may have got the number since, in a container even the same one each time.
  const now = await beginningOf(String(pid));
  return began === undefined || now === undefined || began === now;
}

/** When a process began: the boot, and clock ticks since. Linux only. */
async function beginningOf(pid: string): Promise<string | undefined> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const status = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The 22nd field; the second, the program's name in brackets, may hold spaces.
    return `${boot.trim()}/${status.slice(status.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return undefined;
  }
}

function busy(place: string, file: string, owner: Owner | null): InspireError {
  const job = owner?.job === undefined ? '' : ` (job ${owner.job} of Slurm)`;
  const who = owner === null ? 'another run' : `process ${owner.pid} on ${owner.host}${job}`;
  return new InspireError({
    code: 'OUTPUT_BUSY',
    message: `${who} is writing there`,
    at: place,
    fix: `wait for it, choose another place, or remove ${basename(file)} if it is gone`,
  });
}
