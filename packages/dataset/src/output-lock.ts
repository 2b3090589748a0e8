import { rmSync } from 'node:fs';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';

/** Keeps other runs from writing to the same place. */
export interface OutputLock {
  /** Lets others write; harmless when called twice. It also happens when the process exits. */
  release(): void;
}

interface Owner {
  readonly pid: number;
  readonly host: string;
}

/**
 * Takes the lock of an output: a file beside it. One that a dead process of this machine left behind is taken over.
 *
 * @param place - absolute path of the output; its folder must exist.
 * @throws InspireError `OUTPUT_BUSY` where another run writes there.
 */
export async function lockOutput(place: string): Promise<OutputLock> {
  const file = join(dirname(place), `.${basename(place)}.inspire-lock`);
  if (!(await create(file))) {
    const owner = await readOwner(file);
    if (owner === null ? await isFresh(file) : isAlive(owner)) throw busy(place, file, owner);
    await rm(file, { force: true });
    if (!(await create(file))) throw busy(place, file, await readOwner(file));
  }
  const release = () => {
    process.removeListener('exit', release);
    rmSync(file, { force: true });
  };
  process.once('exit', release);
  return { release };
}

/** Whether the file was made, and so the lock taken; only one process can make it. */
async function create(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(JSON.stringify({ pid: process.pid, host: hostname() } satisfies Owner));
    await handle.close();
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}

/** Milliseconds in which a new lock surely says whose it is. */
const writingTime = 2000;

/** Whether a lock that does not say whose it is may still be being written. */
async function isFresh(file: string): Promise<boolean> {
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.NEGATIVE_INFINITY }));
  return Date.now() - mtimeMs < writingTime;
}

/** Null where the file is gone, or says nothing: its owner writes it now, or died while writing it. */
async function readOwner(file: string): Promise<Owner | null> {
  try {
    const { pid, host } = JSON.parse(await readFile(file, 'utf8')) as Partial<Owner>;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host } : null;
  } catch {
    return null;
  }
}

/** A process of another machine cannot be asked, so it counts as alive. */
function isAlive({ pid, host }: Owner): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function busy(place: string, file: string, owner: Owner | null): InspireError {
  const who = owner === null ? 'another run' : `process ${owner.pid} on ${owner.host}`;
  return new InspireError({
    code: 'OUTPUT_BUSY',
    message: `${who} is writing there`,
    at: place,
    fix: `wait for it, choose another place, or remove ${basename(file)} if it is gone`,
  });
}
