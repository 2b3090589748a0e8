import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../__fixtures__/damage-bytes.js';
import { openDataset } from '../open-dataset.js';
import { damage, readDamaged } from './__fixtures__/damage.js';
import { createHdf5Library } from './hdf5-library.js';

const episodes = fileURLToPath(new URL('../../../../apps/demo/episodes', import.meta.url));
const name = 'put_the_red_mug_on_the_plate_demo.hdf5';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'libero-'));
  await cp(episodes, folder, { recursive: true });
  file = join(folder, name);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('openLiberoHdf5', () => {
  it('reads instruction, numbers, upright pictures and the scene of an episode', async () => {
    const source = await openDataset(file);
    expect(source).toMatchObject({ format: 'libero-hdf5', fps: 20, robotType: 'panda' });
    expect(source.episodes).toMatchObject([{ instruction: 'put the red mug on the plate', length: 56 }]);
    const episode = await source.open(0);
    expect(await episode.column('state')).toHaveLength(56 * 8);
    expect(await episode.column('next.done')).toEqual(
      Uint8Array.from({ length: 56 }, (_, step) => (step === 55 ? 1 : 0)),
    );
    const [picture] = await episode.pictures('image', 3, 5);
    // The sky is at the top of an upright picture and is bluish; the table is brown.
    expect(picture?.bytes.subarray(0, 3)).toEqual(Uint8Array.of(204, 212, 222));
    const scene = await episode.scene();
    expect(scene?.bodies).toContain('red_coffee_mug_1_main');
    expect(scene?.grasped('red_coffee_mug_1_main')?.some((flag) => flag === 1)).toBe(true);
    const [x, y] = scene?.relation('plate_1_main') ?? [];
    expect([x, y]).toEqual([expect.closeTo(0.28), expect.closeTo(0.16)]);
    await source.close();
  });

  it('reads a folder in the order of its files', async () => {
    const source = await openDataset(folder);
    expect(source.episodes.map(({ instruction }) => instruction)).toEqual([
      'close the top drawer of the cabinet',
      'pick up the black bowl and place it on the plate',
      'put the red mug on the plate',
    ]);
    await source.close();
  });

  it('passes over what macOS puts beside the files', async () => {
    const before = await openDataset(folder);
    await writeFile(join(folder, `._${name}`), 'Mac OS X');
    const [info = ''] = await readdir(join(folder, 'object_infos'));
    await writeFile(join(folder, 'object_infos', `._${info}`), 'Mac OS X');
    const source = await openDataset(folder);
    expect(source.episodes).toEqual(before.episodes);
    expect(source.files).toEqual(before.files);
    await Promise.all([source.close(), before.close()]);
  });

  it('names a file that is not there', async () => {
    await rm(file);
    await expect(openDataset(file)).rejects.toMatchObject({ code: 'DATASET_MISSING', at: file });
  });

  it.each([0, 7, 100, 3000, 20_000])('names a file that is cut off after %i bytes', async (length) => {
    await truncate(file, length);
    await expect(openDataset(file)).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      at: expect.stringContaining(file),
    });
  });

  it('names the step whose object info is missing or damaged', async () => {
    const [info = ''] = await readdir(join(folder, 'object_infos'));
    const read = async () => {
      const source = await openDataset(folder);
      for (const index of source.episodes.keys()) await (await source.open(index)).scene();
    };
    await writeFile(join(folder, 'object_infos', info), '{"is_grasp": 3}');
    await expect(read()).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      at: expect.stringContaining(info),
    });
    await rm(join(folder, 'object_infos', info));
    await expect(read()).rejects.toMatchObject({
      code: 'DATASET_MISSING',
      at: expect.stringContaining(info),
    });
  });

  it('gives a typed error or right shapes for files with bytes changed at random', async () => {
    const whole = await readFile(file);
    const library = createHdf5Library();
    const outcomes = { read: 0, refused: 0 };
    for (let seed = 0; seed < 40; seed += 1) {
      const place = join(folder, `damaged_${seed}_demo.hdf5`);
      outcomes[await readDamaged(library, place, damage(whole, createRandom(seed)))] += 1;
    }
    await library.close();
    expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(0);
  });
});
