import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset } from '../open-dataset.js';
import { carriesCup, demonstrationOf, model, steps } from './__fixtures__/tabletop-demonstration.js';
import { effectorAt, pictureSize, pixelAt, writeOriginalFile } from './__fixtures__/write-original-file.js';

const cup = demonstrationOf(carriesCup);

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'original-'));
  file = join(folder, 'take_the_cup_demo.hdf5');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('original demonstrations', () => {
  it('take the instruction from problem_info, not from the name of the file', async () => {
    await writeOriginalFile(file, [cup, cup]);
    const source = await openDataset(file);
    expect(source.episodes).toMatchObject([
      { id: 'take_the_cup_demo.hdf5#demo_0', instruction: 'put the cup away', length: steps },
      { id: 'take_the_cup_demo.hdf5#demo_1', instruction: 'put the cup away', length: steps },
    ]);
    await source.close();
  });

  it.each(['no JSON', '{"language_instruction": 3}'])('refuse the problem_info %s', async (problemInfo) => {
    await writeOriginalFile(file, [cup], { problemInfo });
    await expect(openDataset(file)).rejects.toMatchObject({
      code: 'DATASET_CORRUPT',
      at: `${file}, data, attribute problem_info`,
    });
  });

  it('show what was seen before each action; the first frame what was seen after it', async () => {
    await writeOriginalFile(file, [cup]);
    const source = await openDataset(file);
    const episode = await source.open(0);
    const state = await episode.column('state');
    const seen = Array.from({ length: steps }, (_, frame) => state[frame * 8]);
    expect(seen).toEqual([0, ...Array.from({ length: steps - 1 }, (_, frame) => effectorAt(frame)[0])]);
    const pictures = await episode.pictures('wrist_image', 0, steps);
    const top = pictureSize.height - 1;
    expect(pictures.map(({ bytes }) => bytes[0])).toEqual(
      Array.from({ length: steps }, (_, frame) => pixelAt(1, Math.max(0, frame - 1), top)),
    );
    expect(source.omitted).toContainEqual(expect.stringContaining('before the first action'));
    await source.close();
  });

  it('count positions from the grip site, at the state before the action', async () => {
    await writeOriginalFile(file, [cup]);
    const source = await openDataset(file);
    const scene = await (await source.open(0)).scene();
    expect(scene?.bodies).toContain('wooden_cabinet_1_cabinet_top');
    const relation = scene?.relation('cup_1_main') ?? new Float64Array();
    for (const frame of [0, 20, 30]) {
      const { grip, cup: position } = carriesCup(frame);
      const expected = position.map((value, axis) => expect.closeTo(value - (grip[axis] ?? 0), 9));
      expect([...relation.subarray(frame * 3, frame * 3 + 3)]).toEqual(expected);
    }
    expect(() => scene?.relation('saucer')).toThrow(expect.objectContaining({ code: 'BODY_UNKNOWN' }));
    await source.close();
  });

  it('lose their no-ops on request, and say which frames are left', async () => {
    await writeOriginalFile(file, [cup]);
    const source = await openDataset(file, undefined, { noOps: 'drop' });
    const episode = await source.open(0);
    const kept = Array.from({ length: steps }, (_, step) => step).filter(
      (step) => ![0, 1, 13].includes(step),
    );
    expect(episode.length).toBe(kept.length);
    expect([...(await episode.column('original_frame'))]).toEqual(kept);
    expect(source.omitted).toContain('no-ops: 3 of 40 frames, whose action does nothing');
    const state = await episode.column('state');
    expect(kept.map((_, frame) => state[frame * 8])).toEqual(kept.map((step) => Math.max(0, step - 1)));
    const done = await episode.column('next.done');
    expect([done.at(0), done.at(-1)]).toEqual([0, 1]);
    const [picture] = await episode.pictures('image', 11, 12);
    expect(picture?.bytes[0]).toBe(pixelAt(0, 13, pictureSize.height - 1));
    const scene = await episode.scene();
    const held = scene?.grasped('cup_1_main') ?? [];
    expect(held.length).toBe(kept.length);
    await source.close();
  });

  it('read the same when stored in compressed chunks', async () => {
    const packed = join(folder, 'packed_demo.hdf5');
    await writeOriginalFile(file, [cup]);
    await writeOriginalFile(packed, [cup], { isCompressed: true });
    const [plain, chunked] = [await openDataset(file), await openDataset(packed)];
    const [one, other] = [await plain.open(0), await chunked.open(0)];
    for (const { name } of plain.features) expect(await other.column(name)).toEqual(await one.column(name));
    expect(await other.pictures('image', 5, 9)).toEqual(await one.pictures('image', 5, 9));
    await Promise.all([plain.close(), chunked.close()]);
  });

  it('have no positions where only recorded ones are wanted, or the model is empty', async () => {
    await writeOriginalFile(file, [cup]);
    const recorded = await openDataset(file, undefined, { positions: 'scene' });
    expect(await (await recorded.open(0)).scene()).toBeNull();
    await recorded.close();
    await writeOriginalFile(file, [cup], { model: '<mujoco model="base"/>' });
    const empty = await openDataset(file);
    expect(await (await empty.open(0)).scene()).toBeNull();
    await empty.close();
  });

  it.each([
    ['MODEL_INVALID', '<mujoco>'],
    ['MODEL_UNSUPPORTED', model.replace('<worldbody>', '<worldbody><composite/>')],
    ['MODEL_UNSUPPORTED', model.replace('gripper0_grip_site', 'tip')],
    ['DATASET_CORRUPT', model.replace('<freejoint/>', '')],
  ])('name file and demonstration with %s', async (code, text) => {
    await writeOriginalFile(file, [cup], { model: text });
    const source = await openDataset(file);
    const episode = await source.open(0);
    await expect(episode.scene()).rejects.toMatchObject({
      code,
      at: expect.stringContaining(`${file}, data/demo_0`),
    });
    await source.close();
  });

  it('count as replayed without a model: observations before actions, no positions', async () => {
    await writeOriginalFile(file, [cup], { model: null });
    const source = await openDataset(file);
    expect(source.episodes).toMatchObject([{ instruction: 'put the cup away' }]);
    const episode = await source.open(0);
    expect((await episode.column('state')).at(8)).toBe(effectorAt(1)[0]);
    expect(await episode.scene()).toBeNull();
    await source.close();
    await expect(openDataset(file, undefined, { positions: 'kinematics' })).rejects.toMatchObject({
      code: 'DATASET_UNSUPPORTED',
      at: `${file}, data/demo_0, attribute model_file`,
    });
  });

  it('do not mix with other layouts in one source', async () => {
    await writeOriginalFile(file, [cup]);
    await writeOriginalFile(join(folder, 'other_demo.hdf5'), [cup], { model: null });
    await expect(openDataset(folder)).rejects.toMatchObject({
      code: 'DATASET_UNSUPPORTED',
      at: expect.stringContaining('other_demo.hdf5'),
    });
  });
});
