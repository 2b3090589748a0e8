import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Lets one process at a time, of all machines that share a cache, download the same repository. */
export interface CacheLock {
  /** Lets the next one go on; harmless when called twice. It also happens when the process exits. */
  release(): void;
}

/** Times of the lock, milliseconds. */
export interface CacheLockPace {
  /** How often the holder shows that it is alive. */
  readonly beat: number;
  /** A holder that shows nothing for so long is gone. */
  readonly patience: number;
  /** How often those who wait look. */
  readonly look: number;
}

const usualPace: CacheLockPace = { beat: 5_000, patience: 30_000, look: 500 };

/**
 * Waits for the lock of a repository and takes it. One whose holder has died is taken over: others watch whether its
 * time changes, by their own clocks, so that those of two machines need not agree.
 *
 * Should two take over at the same instant, both download; each content is checked before it is put in its place.
 */
export async function lockCache(
  file: string,
  signal?: AbortSignal,
  pace: CacheLockPace = usualPace,
): Promise<CacheLock> {
  await mkdir(dirname(file), { recursive: true });
  const owner = `${process.pid}-${randomBytes(6).toString('hex')}`;
  let seen: string | null = null;
  let seenAt = Date.now();
  while (!(await create(file, owner))) {
    const state = await stateOf(file);
    if (state !== seen) {
      seen = state;
      seenAt = Date.now();
    } else if (Date.now() - seenAt > pace.patience) await remove(file);
    await setTimeout(pace.look, undefined, signal === undefined ? {} : { signal });
  }
  return hold(file, pace.beat);
}

function hold(file: string, beat: number): CacheLock {
  const timer = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), beat);
  timer.unref();
  const release = () => {
    process.removeListener('exit', release);
    clearInterval(timer);
    rmSync(file, { force: true });
  };
  process.once('exit', release);
  return { release };
}

async function create(file: string, owner: string): Promise<boolean> {
  try {
    await writeFile(file, owner, { flag: 'wx' });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}

/** Changes whenever the holder shows that it is alive, or another one holds the lock. */
async function stateOf(file: string): Promise<string | null> {
  const [status, owner] = await Promise.all([
    stat(file).catch(() => null),
    readFile(file, 'utf8').catch(() => ''),
  ]);
  return status === null ? null : `${owner} ${status.mtimeMs}`;
}

/** By renaming first, so that of two who remove it only one does. */
async function remove(file: string): Promise<void> {
  const aside = `${file}-${randomBytes(4).toString('hex')}`;
  await rename(file, aside).catch(() => undefined);
  await rm(aside, { force: true });
}
