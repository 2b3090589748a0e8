import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset } from '../open-dataset.js';
import { carriesCup, demonstrationOf, steps } from './__fixtures__/tabletop-demonstration.js';
import { effectorAt, pictureSize, pixelAt, writeOriginalFile } from './__fixtures__/write-original-file.js';

const cup = demonstrationOf(carriesCup);
const kept = Array.from({ length: steps }, (_, step) => step).filter((step) => ![0, 1, 13].includes(step));

/** The cup is as many metres away as the step is late. */
const objectInfos = Array.from({ length: steps }, (_, step) =>
  JSON.stringify({ gripper_to_obj: { cup_1_main: [step, 0, 0] }, is_grasp: { cup_1: step > 12 } }),
);

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replayed-'));
  file = join(folder, 'take_the_cup_demo.hdf5');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('demonstrations whose observations stand before actions', () => {
  it('lose their no-ops on request, each with what was seen before it', async () => {
    await writeOriginalFile(file, [cup], { model: null });
    const source = await openDataset(file, undefined, { noOps: 'drop' });
    expect(source.omitted).toContain('no-ops: 3 of 40 frames, whose action does nothing');
    const episode = await source.open(0);
    expect(episode.length).toBe(kept.length);
    const state = await episode.column('state');
    expect(kept.map((_, frame) => state[frame * 8])).toEqual(kept.map((step) => effectorAt(step)[0]));
    const [picture] = await episode.pictures('image', 11, 12);
    expect(picture?.bytes[0]).toBe(pixelAt(0, 14, pictureSize.height - 1));
    expect((await episode.column('next.done')).at(-1)).toBe(1);
    const states = await episode.simulatorStates?.();
    expect(states?.values).toHaveLength(kept.length * (states?.width ?? 0));
    await source.close();
  });

  it('lose the object infos of these steps too', async () => {
    await writeOriginalFile(file, [cup], { model: null, objectInfos });
    const source = await openDataset(file, undefined, { noOps: 'drop' });
    const episode = await source.open(0);
    expect(await episode.column('object_info')).toEqual(kept.map((step) => objectInfos[step]));
    const scene = await episode.scene();
    const away = scene?.relation('cup_1_main') ?? new Float64Array();
    expect(kept.map((_, frame) => away[frame * 3])).toEqual(kept);
    expect([...(scene?.grasped('cup_1_main') ?? [])]).toEqual(kept.map((step) => (step > 12 ? 1 : 0)));
    await source.close();
  });

  it('name the step of an object info that is damaged, not the frame', async () => {
    const damaged = objectInfos.with(20, '{"is_grasp": 3}');
    await writeOriginalFile(file, [cup], { model: null, objectInfos: damaged });
    const source = await openDataset(file, undefined, { noOps: 'drop' });
    const episode = await source.open(0);
    await expect(episode.scene()).rejects.toMatchObject({ at: `${file}, data/demo_0/object_infos[20]` });
    await source.close();
  });
});
