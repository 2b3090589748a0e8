import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyDataset } from '../copy-dataset.js';
import type { Column, Episode, EpisodeSource, Feature } from '../episode.js';
import { openDataset } from '../open-dataset.js';
import { createWriter } from '../writing/create-writer.js';
import type { EpisodeInput } from '../writing/dataset-writer.js';
import { carriesCup, demonstrationOf } from './__fixtures__/tabletop-demonstration.js';
import { writeOriginalFile } from './__fixtures__/write-original-file.js';
import { assembleFile } from './hdf5-assembly.js';
import { openHdf5 } from './hdf5-file.js';
import { createHdf5Library } from './hdf5-library.js';
import { beginPart, partData } from './part-file.js';

const demo = fileURLToPath(new URL('../../../../apps/demo/episodes', import.meta.url));
const shared = (name: string) => fileURLToPath(new URL(`../../../../../shared/${name}`, import.meta.url));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'libero-write-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function copy(path: string, name = 'copy'): Promise<[EpisodeSource, EpisodeSource]> {
  const source = await openDataset(path);
  const directory = join(folder, name);
  await mkdir(directory);
  await copyDataset(source, { format: 'libero-hdf5', directory });
  return [source, await openDataset(directory)];
}

async function expectSameScene(one: Episode, other: Episode): Promise<void> {
  const [scene, copied] = [await one.scene(), await other.scene()];
  expect(copied?.bodies).toEqual(scene?.bodies);
  expect(copied?.objectsOfInterest ?? []).toEqual(scene?.objectsOfInterest ?? []);
  for (const body of scene?.bodies ?? []) {
    expect(copied?.relation(body), body).toEqual(scene?.relation(body));
    expect(copied?.grasped(body) ?? null, body).toEqual(scene?.grasped(body) ?? null);
  }
}

/** Order of features, numbers, texts, pictures, positions and states. */
async function expectEqual(source: EpisodeSource, copied: EpisodeSource): Promise<void> {
  expect(copied).toMatchObject({ fps: source.fps, robotType: source.robotType, features: source.features });
  expect(copied.episodes).toMatchObject(
    source.episodes.map(({ instruction, length }) => ({ instruction, length })),
  );
  for (const [index, { cameras, length }] of source.episodes.entries()) {
    const [one, other] = [await source.open(index), await copied.open(index)];
    for (const { name } of source.features)
      expect(await other.column(name), name).toEqual(await one.column(name));
    for (const { name } of cameras) {
      const [pictures, copies] = [await one.pictures(name, 0, length), await other.pictures(name, 0, length)];
      expect(copies.length).toBe(pictures.length);
      const isSame = pictures.every(
        ({ bytes }, frame) => Buffer.compare(bytes, copies[frame]?.bytes ?? bytes.slice(1)) === 0,
      );
      expect(isSame, name).toBe(true);
    }
    expect(await other.simulatorStates?.()).toEqual(await one.simulatorStates?.());
    await expectSameScene(one, other);
  }
  await Promise.all([source.close(), copied.close()]);
}

const bare = (columns: Record<string, Column>, instruction = 'lift the cup'): EpisodeInput => ({
  instruction,
  length: 3,
  columns: new Map(Object.entries(columns)),
  pictures: async () => [],
});

async function write(features: readonly Feature[], episodes: readonly EpisodeInput[], name = 'own') {
  const directory = join(folder, name);
  await mkdir(directory);
  const options = { directory, fps: 5, robotType: null, features, cameras: [] };
  const writer = await createWriter('libero-hdf5', options);
  for (const episode of episodes) await writer.writeEpisode(episode);
  const totals = await writer.finish();
  await writer.close();
  return { directory, totals };
}

describe('the LIBERO writer', () => {
  it('writes regenerated demonstrations with the infos of each step beside them', async () => {
    const [source, copied] = await copy(demo);
    expect((await readdir(join(folder, 'copy'))).sort()).toEqual([
      'close_the_top_drawer_of_the_cabinet_demo.hdf5',
      'object_infos',
      'pick_up_the_black_bowl_and_place_it_on_the_plate_demo.hdf5',
      'put_the_red_mug_on_the_plate_demo.hdf5',
    ]);
    await expectEqual(source, copied);
  });

  it('writes original demonstrations with computed positions, states and objects of interest', async () => {
    const file = join(folder, 'put_the_cup_away_demo.hdf5');
    await writeOriginalFile(file, [demonstrationOf(carriesCup), demonstrationOf(carriesCup)]);
    await expectEqual(...(await copy(file)));
  });

  it("puts everything where LIBERO's tools look for it", async () => {
    const [source] = await copy(join(demo, 'put_the_red_mug_on_the_plate_demo.hdf5'));
    await source.close();
    const library = createHdf5Library();
    const [before, after] = await Promise.all(
      [demo, join(folder, 'copy')].map((place) =>
        openHdf5(library, join(place, 'put_the_red_mug_on_the_plate_demo.hdf5')),
      ),
    );
    const tables = ['obs/ee_states', 'obs/gripper_states', 'obs/joint_states', 'robot_states', 'actions'];
    for (const name of [...tables, 'dones', 'rewards', 'obs/agentview_rgb']) {
      const place = `data/demo_0/${name}`;
      expect(await after?.dataset(place), name).toMatchObject({
        shape: (await before?.dataset(place))?.shape,
      });
      const [one, other] = [await before?.readNumbers(place, 0, 56), await after?.readNumbers(place, 0, 56)];
      // Features are 32-bit floats; LIBERO keeps doubles.
      expect(other?.constructor, name).toBe(one?.constructor);
      expect(Float32Array.from(other ?? []), name).toEqual(Float32Array.from(one ?? []));
    }
    const place = 'data/demo_0/obs/ee_ori';
    expect((await after?.readNumbers(place, 0, 1))?.slice(0, 3)).toEqual(
      (await after?.readNumbers('data/demo_0/obs/ee_states', 0, 1))?.slice(3, 6),
    );
    expect(await after?.attributes('data')).toEqual(
      new Map<string, string | number>([
        ['macros_image_convention', 'opengl'],
        ['problem_info', '{"language_instruction":"put the red mug on the plate"}'],
        ['num_demos', 1],
        ['total', 56],
      ]),
    );
    expect(await after?.attributes('data/demo_0')).toEqual(new Map([['num_samples', 56]]));
    await library.close();
  });

  it('makes a file per task, and keeps the order of episodes and what names cannot say', async () => {
    const instructions = ['Lift: the cup!', 'lift the cup', 'Lift: the cup!', '举起杯子'];
    const { directory, totals } = await write(
      [],
      instructions.map((instruction) => bare({}, instruction)),
    );
    expect(totals).toEqual({ episodes: 4, frames: 12, tasks: 3 });
    expect((await readdir(directory)).sort()).toEqual([
      'Lift_the_cup_demo.hdf5',
      'lift_the_cup_2_demo.hdf5',
      'task_demo.hdf5',
    ]);
    const source = await openDataset(directory);
    expect(source.episodes.map(({ instruction }) => instruction)).toEqual(instructions);
    await source.close();
  });

  it('gives the same bytes for the same episodes, at another time', async () => {
    const reward: Feature = { name: 'next.reward', type: 'float32', shape: [1], names: null };
    const episode = bare({ 'next.reward': Float32Array.of(0, 0.5, 1) });
    const { directory: one } = await write([reward], [episode], 'one');
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const { directory: other } = await write([reward], [episode], 'other');
    const read = (directory: string) => readFile(join(directory, 'lift_the_cup_demo.hdf5'));
    expect((await read(one)).equals(await read(other))).toBe(true);
    const source = await openDataset(one);
    expect(await (await source.open(0)).column('next.reward')).toEqual(Float32Array.of(0, 0.5, 1));
    await source.close();
  });

  it('refuses what the format cannot hold, and leaves nothing of a refused episode', async () => {
    const text: Feature = { name: 'note', type: 'string', shape: [1], names: null };
    const directory = join(folder, 'refusing');
    await mkdir(directory);
    const options = { directory, fps: 5, robotType: null, features: [text], cameras: [] };
    const writer = await createWriter('libero-hdf5', options);
    await expect(writer.writeEpisode(bare({ note: ['a', 'b\0c', ''] }))).rejects.toMatchObject({
      code: 'EPISODE_INVALID',
      at: 'episode 0, note, value 1',
    });
    expect(await readdir(join(directory, '.parts'))).toEqual([]);
    await writer.writeEpisode(bare({ note: ['a', 'größer\n', ''] }));
    await writer.finish();
    await writer.close();
    const source = await openDataset(directory);
    expect(await (await source.open(0)).column('note')).toEqual(['a', 'größer\n', '']);
    await source.close();
  });

  it.each([
    ['dialogue', [{ ...feature('language_events'), type: 'language' as const }]],
    ['two features of one place', [feature('action'), feature('actions')]],
    ['a feature where another has its group', [feature('next'), feature('next.step')]],
    ['a slash in a name', [feature('a/b')]],
    ['a shape without values', [{ ...feature('state'), shape: [0] }]],
  ])('refuses %s', async (_, features) => {
    const options = { directory: folder, fps: 5, robotType: null, features, cameras: [] };
    await expect(createWriter('libero-hdf5', options)).rejects.toMatchObject({ code: 'FEATURE_INVALID' });
  });

  it('stores a large dataset in chunks of a row, which are read as they were', async () => {
    const part = await beginPart(folder, 0);
    const bytes = Uint8Array.from({ length: 7 * 12 }, (_, index) => index);
    await part.add('obs/agentview_rgb', 'u1', [7, 2, 2, 3], [bytes]);
    const { datasets } = await part.finish({
      instruction: '',
      length: 7,
      infos: 'none',
      objectsOfInterest: [],
    });
    const path = join(folder, 'large.hdf5');
    const about = { texts: {}, counts: {}, description: { place: 'about', text: '' } };
    const demonstrations = [{ file: partData(folder, 0), length: 7, datasets }];
    await assembleFile({ path, ...about, demonstrations, largestWhole: 24 });
    const library = createHdf5Library();
    const file = await openHdf5(library, path);
    expect(await file.readNumbers('data/demo_0/obs/agentview_rgb', 0, 7)).toEqual(bytes);
    await library.close();
  });

  it('says why a file cannot be put together', async () => {
    const about = { texts: {}, counts: {}, description: { place: 'about', text: '' }, demonstrations: [] };
    const path = join(folder, 'absent', 'file.hdf5');
    await expect(assembleFile({ path, ...about, largestWhole: 1 })).rejects.toThrow(/unable to/i);
  });

  const golden = shared('goldens/libero_regenerated_demo.hdf5');
  it.skipIf(!existsSync(golden))(
    'keeps a file made with h5py (skipped: ../shared/goldens is absent)',
    async () => {
      const place = join(folder, 'golden');
      await mkdir(join(place, 'object_infos'), { recursive: true });
      await copyFile(golden, join(place, 'golden_demo.hdf5'));
      const infos: object = JSON.parse(await readFile(shared('goldens/libero_object_infos.json'), 'utf8'));
      for (const [name, info] of Object.entries(infos)) {
        await writeFile(join(place, 'object_infos', `${name}.json`), JSON.stringify(info));
      }
      await expectEqual(...(await copy(place)));
    },
  );

  const real = shared('data/libero/regenerated');
  it.skipIf(!existsSync(real))(
    'keeps real demonstrations (skipped: ../shared/data is absent)',
    async () => {
      for (const kind of ['regenerated', 'original']) {
        const [name = ''] = (await readdir(shared(`data/libero/${kind}`))).filter(
          (file) => file.startsWith('put_the_bowl') && file.endsWith('.hdf5'),
        );
        await expectEqual(...(await copy(join(shared(`data/libero/${kind}`), name), kind)));
      }
    },
    60_000,
  );
});

function feature(name: string): Feature {
  return { name, type: 'float32', shape: [1], names: null };
}
