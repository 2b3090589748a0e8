import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { carriesCup, demonstrationOf, steps } from './__fixtures__/tabletop-demonstration.js';
import { effectorAt, writeOriginalFile } from './__fixtures__/write-original-file.js';
import { openHdf5 } from './hdf5-file.js';
import { createHdf5Library, type Hdf5Library } from './hdf5-library.js';

const cup = demonstrationOf(carriesCup);

/** The library, and what it was asked. */
function createCounted(): { readonly library: Hdf5Library; readonly asked: readonly string[] } {
  const real = createHdf5Library();
  const asked: string[] = [];
  const library: Hdf5Library = {
    request(request, expectedBytes) {
      asked.push(`${request.operation} ${request.place}`);
      return real.request(request, expectedBytes);
    },
    close: () => real.close(),
  };
  onTestFinished(() => library.close());
  return { library, asked };
}

it('asks the library once for all that a small file holds', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hdf5-index-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'cup_demo.hdf5');
  await writeOriginalFile(path, [cup, cup]);
  const { library, asked } = createCounted();
  const file = await openHdf5(library, path);
  expect(await file.keys('data')).toEqual(['demo_0', 'demo_1']);
  for (const demo of ['data/demo_0', 'data/demo_1']) {
    await file.preload(demo, 'load');
    const table = await file.readNumbers(`${demo}/obs/ee_states`, 0, steps);
    expect([...table.subarray(0, 3)]).toEqual(effectorAt(0));
    await file.readByteRows(`${demo}/obs/agentview_rgb`, 0, steps);
  }
  expect(await file.has('data/demo_0/actions')).toBe(true);
  expect(asked).toEqual(['survey /']);
  expect(file.keptBytes).toBeGreaterThan(0);
});
