import { createAnswerVocabulary } from '@inspire-vla/adapter';
import { createNormalizer } from '@inspire-vla/adapter/statistics';
import { describe, expect, it } from 'vitest';
import {
  createFakeAdapter,
  createFakeModel,
  createFakePlan,
  createFakePolicy,
} from '../__fixtures__/fake-policy.js';
import { createTwoStepPolicy, type PolicyObservation } from '../index.js';

function picture(level: number, side = 12) {
  return { width: side, height: side, bytes: new Uint8Array(side * side * 3).fill(level) };
}

function observe(level: number): PolicyObservation {
  return { images: { primary: picture(level) }, state: [0.5], instruction: 'lift the cup' };
}

const one = (value: number) => Float64Array.of(value);

describe('a two-step policy', () => {
  it('answers, then acts, and depends on what it sees', async () => {
    const connection = createFakePolicy().connect();
    const first = await connection.infer(observe(1));
    expect(first.answers).toMatchObject([
      { object: 'the cup', question: 'Where is the cup?', origin: 'asked' },
    ]);
    expect(first.actions.map((action) => action.length)).toEqual([7, 7, 7]);
    expect((await connection.infer(observe(2))).actions).not.toEqual(first.actions);
    expect(first.timings.total).toBeGreaterThanOrEqual(first.timings.actions);
  });

  it('speculates per client, with the same result', async () => {
    const policy = createFakePolicy();
    const [first, second] = [policy.connect(), policy.connect()];
    const plain = await first.infer(observe(1));
    const guessed = await first.infer(observe(1));
    expect(guessed.guesses).toEqual({ tried: 1, held: 1 });
    expect(guessed.passes).toBeLessThan(plain.passes);
    expect([guessed.actions, guessed.answers[0]?.answer]).toEqual([plain.actions, plain.answers[0]?.answer]);
    expect((await second.infer(observe(1))).guesses.tried).toBe(0);
    first.reset();
    expect((await first.infer(observe(1))).guesses.tried).toBe(0);
  });

  it('counts the time of the pictures for the deadline', async () => {
    const connection = createFakePolicy({ delay: 40, deadline: 30 }).connect();
    await expect(connection.infer(observe(1))).rejects.toMatchObject({ code: 'RUN_DEADLINE' });
  });

  it('asks the questions of the client in place of its own', async () => {
    const { answers } = await createFakePolicy()
      .connect()
      .infer({ ...observe(1), questions: ['Up?', 'Down?'] });
    expect(answers.map(({ question }) => question)).toEqual(['Up?', 'Down?']);
  });

  it('brings state and actions into the units of the dataset', async () => {
    const scales = (factor: number) => ({
      actions: createNormalizer('z-score', {
        mean: new Float64Array(7),
        standardDeviation: new Float64Array(7).fill(factor),
      }),
      state: createNormalizer('z-score', { mean: one(0.5), standardDeviation: one(1) }),
    });
    const seen: (readonly number[] | null)[] = [];
    const policy = createFakePolicy({
      scales: { table: scales(10), kitchen: scales(100) },
      makePlan: (instruction, state, questions) => {
        seen.push(state);
        return createFakePlan(instruction, state, questions);
      },
    });
    const connection = policy.connect();
    const table = (await connection.infer({ ...observe(1), dataset: 'table' })).actions.flat();
    const kitchen = (await connection.infer({ ...observe(1), dataset: 'kitchen' })).actions.flat();
    kitchen.forEach((value, index) => {
      expect(value / 10).toBeCloseTo(table[index] ?? Number.NaN, 3);
    });
    const suite = createFakePolicy({ scales: { table_no_noops: scales(10) } }).connect();
    expect((await suite.infer({ ...observe(1), dataset: 'table' })).actions.flat()).toEqual(table);
    expect(seen).toEqual([[0], [0]]);
    expect(policy.description).toMatchObject({ stateDimensions: null, datasets: ['table', 'kitchen'] });
    // Nobody can tell whose units are wanted, unless one is meant.
    await expect(connection.infer(observe(1))).rejects.toMatchObject({ code: 'DATASET_MISSING' });
    const options = { scales: { table: scales(10), kitchen: scales(100) } };
    const meant = createFakePolicy({ ...options, dataset: 'kitchen' });
    expect(meant.description.stateDimensions).toBe(1);
    expect((await meant.connect().infer(observe(1))).actions.flat()).toEqual(kitchen);
    expect(() => createFakePolicy({ ...options, dataset: 'attic' })).toThrow(
      expect.objectContaining({ code: 'DATASET_UNKNOWN' }),
    );
    for (const [change, code] of [
      [{ dataset: 'nowhere' }, 'DATASET_UNKNOWN'],
      [{ dataset: 'toString' }, 'DATASET_UNKNOWN'],
      [{ dataset: 'table', state: null }, 'STATE_MISSING'],
      [{ dataset: 'table', state: [1, 2] }, 'STATE_SHAPE'],
    ] as const) {
      await expect(connection.infer({ ...observe(1), ...change })).rejects.toMatchObject({ code });
    }
  });

  it.each([
    [{}, (open: number) => 1 - 2 * open],
    [{ gripper: 'open-is-one' as const }, (open: number) => open],
    [{ gripper: 'closed-is-one' as const }, (open: number) => 1 - open],
  ])('turns the gripper, open at 1 in the backbone, into that of the robot: %j', async (robot, wanted) => {
    const adapter = createFakeAdapter();
    const training = {
      normalization: 'z-score',
      gripper: 'open-is-one',
      beyondEnd: 'repeat',
      horizon: 3,
    } as const;
    const act = async (changed: typeof adapter) =>
      (
        await createFakePolicy({ adapter: changed, ...robot })
          .connect()
          .infer(observe(1))
      ).actions;
    const plain = await act(adapter);
    const turned = await act({ ...adapter, training });
    turned.forEach((action, row) => {
      expect(action.slice(0, 6)).toEqual(plain[row]?.slice(0, 6));
      expect(action[6]).toBeCloseTo(wanted(plain[row]?.[6] ?? Number.NaN), 12);
    });
  });

  it('keeps answers that are given, and acts on them', async () => {
    const connection = createFakePolicy().connect();
    const asked = await connection.infer(observe(1));
    const said = asked.answers[0]?.answer;
    const others = createAnswerVocabulary().answers.filter((answer) => answer !== said);
    const replies = await Promise.all(
      others.map((answer) => connection.infer({ ...observe(1), answers: [answer] })),
    );
    expect(replies.map(({ answers }) => answers[0])).toMatchObject(
      others.map((answer) => ({ answer, origin: 'forced' })),
    );
    expect(replies.some(({ actions }) => String(actions) !== String(asked.actions))).toBe(true);
    expect((await connection.infer({ ...observe(1), answers: [null] })).actions).toEqual(asked.actions);
  });

  it('fails, and never gives zeros, where the model writes no action', async () => {
    const policy = createFakePolicy({ firstActionId: 5 });
    await expect(policy.connect().infer(observe(1))).rejects.toMatchObject({
      code: 'ACTION_UNDECODABLE',
      message: expect.stringContaining('foreign-token'),
    });
  });

  it('brings pictures to size where the adapter does not, and refuses what is none of its cameras', async () => {
    const { prepareImages: _, ...adapter } = createFakeAdapter();
    const seen: PolicyObservation['images'][] = [];
    const model = createFakeModel();
    const policy = createTwoStepPolicy({
      name: 'x',
      adapter: { ...adapter, images: { ...adapter.images, resize: 'pad' } },
      model: {
        ...model,
        open(images, options) {
          seen.push(images);
          return model.open(images, options);
        },
      },
      makePlan: createFakePlan,
    });
    const connection = policy.connect();
    const infer = (images: PolicyObservation['images']) => connection.infer({ ...observe(1), images });
    const broken = { ...picture(1, 12), height: 11 };
    await expect(infer({ primary: broken })).rejects.toMatchObject({ code: 'PICTURE_SHAPE', at: 'primary' });
    await expect(infer({ wrist: picture(1, 8) })).rejects.toMatchObject({ code: 'CAMERA_MISSING' });
    await expect(infer({ primary: picture(1, 8), other: picture(1, 8) })).rejects.toMatchObject({
      code: 'CAMERA_UNKNOWN',
    });
    const whole = picture(1, 8);
    expect((await infer({ primary: whole })).actions).toHaveLength(3);
    expect(seen.at(-1)?.['primary']).toBe(whole);
    await infer({ primary: { width: 16, height: 8, bytes: new Uint8Array(16 * 8 * 3).fill(90) } });
    const { width, height, bytes } = seen.at(-1)?.['primary'] ?? picture(0);
    expect([width, height]).toEqual([8, 8]);
    const rows = Array.from({ length: 8 }, (_, row) => [...new Set(bytes.subarray(row * 24, row * 24 + 24))]);
    expect(rows).toEqual([[0], [0], [90], [90], [90], [90], [0], [0]]);
  });

  it('stops where the client has gone', async () => {
    const gone = new AbortController();
    const running = createFakePolicy({ delay: 20 }).connect().infer(observe(1), { signal: gone.signal });
    gone.abort();
    await expect(running).rejects.toMatchObject({ code: 'RUN_ABORTED' });
  });
});
