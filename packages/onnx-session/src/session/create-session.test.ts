import type { VlaSession } from '@inspire-vla/adapter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFixture } from '../__fixtures__/fixtures.js';

type Opened = Awaited<ReturnType<typeof openFixture>>;

let text: Opened;
let minivla: Opened;
let pi0: Opened;
let flags: Opened;

beforeAll(async () => {
  text = await openFixture('text-pruned');
  minivla = await openFixture('minivla-single-pruned');
  pi0 = await openFixture('pi0-fast');
  flags = await openFixture('text-flags');
});

afterAll(async () => {
  for (const { model } of [text, minivla, pi0, flags]) await model.close();
});

/** Logits of the last id of each call, and of the length after it. */
async function trace(session: VlaSession, calls: readonly (readonly number[])[]) {
  const results = [];
  for (const ids of calls) {
    const { values } = await session.extend(ids, { logits: 'last' });
    results.push({ length: session.length, values: values.slice() });
  }
  return results;
}

describe('a session', () => {
  it('gives the logits of as many last ids as asked for, a row each', async () => {
    const session = await text.model.open({});
    const all = await session.extend([1, 2, 3], { logits: 'all' });
    session.rewind(0);
    const two = await session.extend([1, 2, 3], { logits: 2 });
    expect([all.rows, two.rows, two.vocabularySize]).toEqual([3, 2, 96]);
    const expected = all.values.subarray(96);
    two.values.forEach((value, index) => {
      const wanted = expected[index] ?? Number.NaN;
      expect(value === wanted || Math.abs(value - wanted) < 1e-5).toBe(true);
    });
    expect((await session.extend([4], { logits: 0 })).rows).toBe(0);
  });

  it.each(['text', 'flags', 'minivla'] as const)('gives the rows that are named, of %s', async (name) => {
    const { model, pictures } = { text, flags, minivla }[name];
    const session = await model.open(pictures);
    const images = name === 'minivla' ? [{ camera: 'wrist', position: 2 }] : [];
    const all = await session.extend([1, 2, 3, 4], { logits: 'all', images });
    session.rewind(0);
    const some = await session.extend([1, 2, 3, 4], { logits: [0, 2], images });
    expect(some.rows).toBe(2);
    for (const [row, index] of [0, 2].entries())
      for (let id = 0; id < 96; id += 1) {
        const [value, wanted] = [some.values[row * 96 + id], all.values[index * 96 + id] ?? Number.NaN];
        expect(value === wanted || Math.abs((value ?? 0) - wanted) < 1e-5).toBe(true);
      }
    session.rewind(0);
    expect((await session.extend([1, 2], { logits: [] })).rows).toBe(0);
    await expect(session.extend([1], { logits: [1] })).rejects.toMatchObject({ code: 'LOGITS_OPTION' });
  });

  it('counts the positions of pictures, and drops their rows', async () => {
    const session = await minivla.model.open(minivla.pictures);
    const images = [
      { camera: 'primary', position: 1 },
      { camera: 'wrist', position: 2 },
    ];
    const { rows } = await session.extend([1, 2, 3], { logits: 'all', images });
    expect([rows, session.length]).toEqual([3, 3 + 2 * 4]);
  });

  it('gives logits of ids alone where a picture stands after them', async () => {
    const [one, other] = [
      await minivla.model.open(minivla.pictures),
      await minivla.model.open(minivla.pictures),
    ];
    const images = [{ camera: 'wrist', position: 2 }];
    const { values } = await one.extend([1, 2], { logits: 'last', images });
    const expected = await other.extend([1, 2], { logits: 'last' });
    expect(Math.abs((values[0] ?? 0) - (expected.values[0] ?? 0))).toBeLessThan(1e-5);
    expect(one.length).toBe(other.length + 4);
  });

  it('does its calls one after the other, also when they are not awaited', async () => {
    const [one, other] = [await text.model.open({}), await text.model.open({})];
    const together = await Promise.all(
      [[1, 2], [3], [4, 5]].map((ids) => one.extend(ids, { logits: 'last' })),
    );
    const apart = await trace(other, [[1, 2], [3], [4, 5]]);
    expect(together.map(({ values }) => values)).toEqual(apart.map(({ values }) => values));
  });

  it('is not disturbed by others on the same weights', async () => {
    const calls = [[1, 2, 3], [4], [5], [6]];
    const alone = await trace(await text.model.open({}), calls);
    const sessions = await Promise.all([0, 1, 2].map(() => text.model.open({})));
    const [first] = await Promise.all([
      trace(sessions[0] ?? (await text.model.open({})), calls),
      trace(sessions[1] ?? (await text.model.open({})), [[9, 8], [7], [0, 1, 2]]),
      trace(sessions[2] ?? (await text.model.open({})), [[60], [61], [62], [63]]),
    ]);
    expect(first).toEqual(alone);
  });

  it('is as before the call where the call is aborted, before or during the pass', async () => {
    const session = await text.model.open({});
    await session.extend([1, 2, 3], { logits: 'last' });
    const early = AbortSignal.abort();
    await expect(session.extend([4], { logits: 'last', signal: early })).rejects.toThrow('abort');
    const late = new AbortController();
    const pending = session.extend([4], { logits: 'last', signal: late.signal });
    setImmediate(() => late.abort());
    await expect(pending).rejects.toThrow('abort');
    expect(session.length).toBe(3);
    const { values } = await session.extend([5], { logits: 'last' });
    const other = await text.model.open({});
    expect(values).toEqual((await trace(other, [[1, 2, 3], [5]]))[1]?.values);
  });

  it('goes on after a call that fails', async () => {
    const session = await text.model.open({});
    await expect(session.extend([30], { logits: 'last' })).rejects.toMatchObject({
      code: 'TOKEN_UNKNOWN',
      message: 'id 30 at index 0 was pruned from the model',
    });
    await expect(session.extend([96], { logits: 'last' })).rejects.toMatchObject({ code: 'TOKEN_UNKNOWN' });
    expect((await session.extend([31], { logits: 'last' })).rows).toBe(1);
  });

  it('refuses what it cannot do, and says why', async () => {
    const session = await pi0.model.open(pi0.pictures);
    const extend = (ids: readonly number[], options: object) =>
      session.extend(ids, { logits: 'last', ...options });
    const images = (camera: string, position: number) => ({ images: [{ camera, position }] });
    await expect(extend([], {})).rejects.toMatchObject({ code: 'EXTEND_EMPTY' });
    await expect(extend([1], images('front', 0))).rejects.toMatchObject({ code: 'CAMERA_UNKNOWN' });
    await expect(extend([1], images('base_0_rgb', 2))).rejects.toMatchObject({ code: 'IMAGE_POSITION' });
    await expect(extend([1], { logits: -1 })).rejects.toMatchObject({ code: 'LOGITS_OPTION' });
    const long = Array.from({ length: 257 }, () => 1);
    await expect(extend(long, {})).rejects.toMatchObject({ code: 'SEQUENCE_TOO_LONG' });
    expect(session.length).toBe(0);
  });

  it('refuses to rewind into a block, beyond its end, or while a pass is under way', async () => {
    const session = await pi0.model.open(pi0.pictures);
    await session.extend([1], { logits: 'last' });
    await session.extend([2, 3, 4], { logits: 'last', attention: 'block' });
    const code = { code: 'SESSION_REWIND' };
    expect(() => session.rewind(2)).toThrow(expect.objectContaining(code));
    expect(() => session.rewind(5)).toThrow(expect.objectContaining(code));
    expect(() => session.rewind(-1)).toThrow(expect.objectContaining(code));
    const pending = session.extend([5], { logits: 'last' });
    expect(() => session.rewind(1)).toThrow(expect.objectContaining(code));
    await pending;
    session.rewind(4);
    session.rewind(1);
    expect(session.length).toBe(1);
  });

  it('refuses block attention on a graph that has flags for a mask', async () => {
    const session = await flags.model.open({});
    const blocked = session.extend([1, 2], { logits: 'last', attention: 'block' });
    await expect(blocked).rejects.toMatchObject({ code: 'ATTENTION_UNSUPPORTED' });
  });

  it('refuses everything once it is closed, twice or not', async () => {
    const session = await text.model.open({});
    const pending = session.extend([1], { logits: 'last' });
    const refused = expect(pending).rejects.toMatchObject({ code: 'SESSION_CLOSED' });
    await session.close();
    await session.close();
    await refused;
    await expect(session.extend([1], { logits: 'last' })).rejects.toMatchObject({ code: 'SESSION_CLOSED' });
    expect(() => session.rewind(0)).toThrow(expect.objectContaining({ code: 'SESSION_CLOSED' }));
  });
});
