import { describe, expect, it } from 'vitest';
import { createFakeSession, followSequence } from './index.js';

const sequence = [4, 5, 6, 7];
const open = () => createFakeSession({ vocabularySize: 10, next: followSequence(sequence) });

describe('createFakeSession', () => {
  it('predicts what its script says, after the last id or after each', async () => {
    const session = open();
    const all = await session.extend([4, 5], { logits: 'all' });
    expect(all.rows).toBe(2);
    expect([all.values.indexOf(1), all.values.lastIndexOf(1) - 10]).toEqual([5, 6]);
    const last = await session.extend([6], { logits: 'last' });
    expect([last.rows, last.values.indexOf(1)]).toEqual([1, 7]);
  });

  it('gives the logits of the last so many ids', async () => {
    const { rows, values } = await open().extend([4, 5, 6], { logits: 2 });
    expect([rows, values.indexOf(1), values.lastIndexOf(1) - 10]).toEqual([2, 6, 7]);
  });

  it('gives the same after a rewind as if nothing had been there', async () => {
    const session = open();
    await session.extend([4, 9, 9], { logits: 'last' });
    session.rewind(1);
    const { values } = await session.extend([5], { logits: 'last' });
    expect(values.indexOf(1)).toBe(6);
    expect([session.ids, session.length, session.computed]).toEqual([[4, 5], 2, 4]);
  });

  it('counts the positions of images, but no ids for them', async () => {
    const session = createFakeSession({ vocabularySize: 10, next: () => 0, imageLength: 3 });
    await session.extend([1, 2], { logits: 'last', images: [{ camera: 'primary', position: 1 }] });
    expect([session.length, session.ids]).toEqual([5, [1, 2]]);
    session.rewind(4);
    expect(session.ids).toEqual([1]);
  });

  it('keeps account of its calls', async () => {
    const session = open();
    await session.extend([4], { logits: 'last', attention: 'block' });
    session.rewind(0);
    await session.close();
    await session.close();
    expect(session.calls).toEqual([
      { kind: 'extend', ids: [4], start: 0, logits: 'last', attention: 'block' },
      { kind: 'rewind', length: 0 },
      { kind: 'close' },
    ]);
  });

  it('takes whole rows of logits from its script, of the right length', async () => {
    const row = Float32Array.of(0.5, Number.NEGATIVE_INFINITY);
    const session = createFakeSession({ vocabularySize: 2, next: () => row });
    expect((await session.extend([1], { logits: 'last' })).values).toEqual(row);
    const wrong = createFakeSession({ vocabularySize: 3, next: () => row });
    await expect(wrong.extend([1], { logits: 'last' })).rejects.toMatchObject({ code: 'LOGITS_SHAPE' });
  });

  it.each([2, -1, 0.5])(
    'refuses the id %d of a script, which no model of its vocabulary can say',
    async (id) => {
      const session = createFakeSession({ vocabularySize: 2, next: () => id });
      await expect(session.extend([1], { logits: 'last' })).rejects.toMatchObject({
        code: 'LOGITS_SHAPE',
        message: expect.stringContaining(`the id ${id}`),
      });
    },
  );

  it('refuses what the contract forbids', async () => {
    const session = createFakeSession({ vocabularySize: 2, next: () => 0, maximumLength: 2 });
    await expect(session.extend([1, 1, 1], { logits: 'last' })).rejects.toMatchObject({
      code: 'SEQUENCE_TOO_LONG',
    });
    expect(() => session.rewind(1)).toThrow(expect.objectContaining({ code: 'SESSION_REWIND' }));
    await session.close();
    await expect(session.extend([1], { logits: 'last' })).rejects.toMatchObject({ code: 'SESSION_CLOSED' });
  });

  it('is as before after an aborted pass', async () => {
    const session = open();
    const signal = AbortSignal.abort();
    await expect(session.extend([4], { logits: 'last', signal })).rejects.toThrow();
    expect([session.length, session.calls]).toEqual([0, []]);
  });
});
