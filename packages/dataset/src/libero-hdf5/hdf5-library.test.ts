import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../__fixtures__/damage-bytes.js';
import { damage, readDamaged } from './__fixtures__/damage.js';
import { carriesCup, demonstrationOf } from './__fixtures__/tabletop-demonstration.js';
import { writeOriginalFile } from './__fixtures__/write-original-file.js';
import { openHdf5 } from './hdf5-file.js';
import { createHdf5Library, type Hdf5Library } from './hdf5-library.js';

const run = promisify(execFile);
const demonstration = demonstrationOf(carriesCup);
const scriptOf = (name: string) => new URL(`./__fixtures__/${name}-worker.js`, import.meta.url);

let folder = '';
let library: Hdf5Library = createHdf5Library();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hdf5-'));
  library = createHdf5Library();
});
afterEach(async () => {
  await library.close();
  await rm(folder, { recursive: true, force: true });
});

const ask = { operation: 'keys', path: '', place: '/', start: 0, end: 0 } as const;

describe('createHdf5Library', () => {
  it('ends a thread that hangs, and starts another for the next request', async () => {
    const hanging = createHdf5Library({ script: scriptOf('hanging'), timeoutMilliseconds: 100 });
    const expected = { ok: false, reason: expect.stringMatching(/^no answer within 0\.\d s$/) };
    expect(await Promise.all([hanging.request(ask), hanging.request(ask)])).toEqual([expected, expected]);
    await hanging.close();
  });

  it('waits longer for a thread that is slow without using the processor', async () => {
    const slow = createHdf5Library({ script: scriptOf('slow'), timeoutMilliseconds: 100 });
    expect(await slow.request(ask)).toEqual({ ok: true, value: 'late' });
    await slow.close();
    const silent = createHdf5Library({ script: scriptOf('silent'), timeoutMilliseconds: 20 });
    expect(await silent.request(ask)).toMatchObject({ ok: false });
    await silent.close();
  });

  it('asks a new thread where one fails that has read another file, and no more than that', async () => {
    const grudging = createHdf5Library({ script: scriptOf('grudging') });
    expect(await grudging.request({ ...ask, path: 'a' })).toEqual({ ok: true, value: 'a' });
    expect(await grudging.request({ ...ask, path: 'b' })).toEqual({ ok: true, value: 'b' });
    expect(await grudging.request({ ...ask, path: 'bad' })).toEqual({ ok: false, reason: 'failed with bad' });
    expect(await grudging.request({ ...ask, path: 'c' })).toEqual({ ok: true, value: 'c' });
    await grudging.close();
  });

  it('reports a thread that ends by itself', async () => {
    const dying = createHdf5Library({ script: scriptOf('dying') });
    expect(await dying.request(ask)).toEqual({ ok: false, reason: 'the HDF5 library has stopped' });
    await dying.close();
  });

  it('reports a thread that cannot be started', async () => {
    const absent = createHdf5Library({ script: scriptOf('absent') });
    expect(await absent.request(ask)).toMatchObject({ ok: false, reason: expect.stringContaining('absent') });
  });

  it('does not keep a process alive that leaves it open', async () => {
    const path = join(folder, 'a_demo.hdf5');
    await writeOriginalFile(path, [demonstration]);
    const program = fileURLToPath(new URL('./__fixtures__/leave-open.ts', import.meta.url));
    // A status other than 0 rejects.
    const { stdout } = await run(process.execPath, ['--import', 'tsx', program, path]);
    expect(JSON.parse(stdout)).toEqual({ ok: true, value: ['data'] });
  });

  it('reads a file that was damaged once it is whole again, and another in between', async () => {
    const [path, other] = [join(folder, 'a_demo.hdf5'), join(folder, 'b_demo.hdf5')];
    await writeOriginalFile(path, [demonstration]);
    await writeOriginalFile(other, [demonstration]);
    const whole = await readFile(path);
    await truncate(path, 9000);
    await expect(openHdf5(library, path)).rejects.toMatchObject({ code: 'DATASET_CORRUPT' });
    expect(await (await openHdf5(library, other)).keys('data')).toEqual(['demo_0']);
    await writeFile(path, whole);
    expect(await (await openHdf5(library, path)).keys('data')).toEqual(['demo_0']);
  });

  it('keeps the library within its memory', async () => {
    const path = join(folder, 'large_demo.hdf5');
    const { File, ready } = await import('h5wasm/node');
    await ready;
    const written = new File(path, 'w');
    const data = new Float64Array(2 ** 21).map((_, index) => (index * 48_271) % 65_537);
    written.create_dataset({ name: 'large', data, shape: [data.length], chunks: [2 ** 16], compression: 1 });
    written.close();
    const small = createHdf5Library({ memoryBytes: 24 * 2 ** 20 });
    const file = await openHdf5(small, path);
    await expect(file.readNumbers('large', 0, data.length)).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
    });
    expect(await file.readNumbers('large', 70_000, 70_003)).toEqual(data.slice(70_000, 70_003));
    await small.close();
  });
});

describe('openHdf5', () => {
  it('reads the same numbers directly and through the library, wherever they begin', async () => {
    const path = join(folder, 'direct.hdf5');
    const { File, ready } = await import('h5wasm/node');
    await ready;
    const written = new File(path, 'w');
    const data = Float64Array.from({ length: 3 * 20_000 }, (_, index) => index / 7);
    written.create_dataset({ name: 'plain', data, shape: [20_000, 3] });
    written.create_dataset({ name: 'packed', data, shape: [20_000, 3], chunks: [500, 3], compression: 1 });
    written.close();
    const file = await openHdf5(library, path);
    for (const [start, end] of [
      [0, 20_000],
      [1, 19_999],
      [12_345, 12_350],
      [7, 7],
    ] as const) {
      const expected = data.slice(start * 3, end * 3);
      expect(await file.readNumbers('plain', start, end)).toEqual(expected);
      expect(await file.readNumbers('packed', start, end)).toEqual(expected);
    }
    await expect(file.readNumbers('plain', 5, 20_001)).rejects.toMatchObject({ code: 'DATASET_CORRUPT' });
  });

  it('refuses what is no regular file', async () => {
    await expect(openHdf5(library, folder)).rejects.toMatchObject({ code: 'DATASET_CORRUPT', at: folder });
  });

  // The same for 10,000 files: scripts/fuzz-libero-hdf5.ts.
  it.each([false, true])(
    'gives a typed error or right shapes for 250 damaged files; compressed: %s',
    async (isCompressed) => {
      const path = join(folder, 'whole_demo.hdf5');
      await writeOriginalFile(path, [demonstration], { isCompressed });
      const whole = await readFile(path);
      const outcomes = { read: 0, refused: 0 };
      let seed = 0;
      const libraries = [1, 2].map(() => createHdf5Library({ timeoutMilliseconds: 1500 }));
      const work = async (library: Hdf5Library) => {
        for (seed += 1; seed <= 250; seed += 1) {
          const bytes = damage(whole, createRandom(seed));
          outcomes[await readDamaged(library, join(folder, `damaged_${seed}_demo.hdf5`), bytes)] += 1;
        }
      };
      await Promise.all(libraries.map(work));
      await Promise.all(libraries.map((library) => library.close()));
      expect(outcomes.read + outcomes.refused).toBe(250);
      expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(20);
    },
    600_000,
  );
});
