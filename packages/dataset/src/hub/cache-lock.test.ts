import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockCache } from './cache-lock.js';

describe('the lock of a repository in the cache', () => {
  const pace = { beat: 20, patience: 300, look: 5 };
  let folder = '';
  let file = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cache-lock-'));
    file = join(folder, '.locks', 'inspire.lock');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is held by one at a time', async () => {
    let holders = 0;
    const holdShortly = async () => {
      const lock = await lockCache(file, undefined, pace);
      holders += 1;
      expect(holders).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 10));
      holders -= 1;
      lock.release();
    };
    await Promise.all(Array.from({ length: 5 }, holdShortly));
    expect(existsSync(file)).toBe(false);
  });

  it('is not taken from a holder that lives, however long that takes', async () => {
    const lock = await lockCache(file, undefined, pace);
    let isTaken = false;
    const waiting = lockCache(file, undefined, pace).then((next) => {
      isTaken = true;
      next.release();
    });
    await new Promise((resolve) => setTimeout(resolve, 3 * pace.patience));
    expect(isTaken).toBe(false);
    lock.release();
    await waiting;
  });

  it('is taken over from a holder that shows no sign of life', async () => {
    (await lockCache(file, undefined, pace)).release();
    await writeFile(file, 'of a process that was killed');
    const lock = await lockCache(file, undefined, pace);
    lock.release();
  });

  it('stops waiting when told to', async () => {
    const lock = await lockCache(file, undefined, pace);
    const signal = AbortSignal.timeout(30);
    await expect(lockCache(file, signal, pace)).rejects.toThrow();
    lock.release();
  });
});
