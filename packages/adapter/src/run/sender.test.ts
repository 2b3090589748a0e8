import { describe, expect, it } from 'vitest';
import type { Attention } from '../index.js';
import { createRandomSession } from './__fixtures__/random-session.js';
import { createSender, type Outgoing } from './sender.js';

/** Ids 10, 11, … with an attention per letter, c or b; pictures stand before the id at their index. */
function outgoing(letters: string, pictures: Readonly<Record<string, number>> = {}): Outgoing {
  const attentions = Array.from(letters, (letter): Attention => (letter === 'b' ? 'block' : 'causal'));
  const images = Object.entries(pictures).map(([camera, position]) => ({ camera, position }));
  return { ids: attentions.map((_, index) => 10 + index), attentions, images };
}

/** Each call in a few letters: its attention, its ids, and each picture before the id that it stands before. */
async function callsFor(...sent: readonly Outgoing[]): Promise<readonly string[]> {
  const session = createRandomSession(1, 40, 2);
  const sender = createSender(session, () => {}, undefined);
  for (const each of sent) await sender.send(each, []);
  const ids = sent.flatMap((each) => each.ids);
  const pictures = sent.flatMap(({ images }) => images);
  // Whatever is taken back and sent again, the model has each id once, and each picture.
  expect(session.seen.filter((id) => id >= 0)).toEqual(ids);
  expect(session.seen.filter((id) => id === -1)).toHaveLength(pictures.length);
  expect(sender.passes).toBe(session.calls.length);
  return session.calls.map(({ ids: called, attention, images }) => {
    const words = called.flatMap((id, index) => [
      ...images.filter(({ position }) => position === index).map(({ camera }) => camera),
      id,
    ]);
    return [attention, ...words].join(' ');
  });
}

describe('a sender', () => {
  it('sends causal ids in one call, with the pictures among them', async () => {
    expect(await callsFor(outgoing('ccc', { primary: 0, wrist: 2 }))).toEqual([
      'causal primary 10 11 wrist 12',
    ]);
  });

  it('sends a block in one call, with the pictures in it and the causal id before it', async () => {
    expect(await callsFor(outgoing('bbb', { primary: 0, wrist: 2 }))).toEqual([
      'block primary 10 11 wrist 12',
    ]);
    expect(await callsFor(outgoing('cccbbc', { primary: 0, wrist: 3 }))).toEqual([
      'causal primary 10 11',
      'block 12 wrist 13 14',
      'causal 15',
    ]);
  });

  it('sends pictures before the first id of a block ahead with that id, and the id again with its block', async () => {
    expect(await callsFor(outgoing('cbb', { primary: 0, wrist: 0 }))).toEqual([
      'causal primary wrist 10',
      'block 10 11 12',
    ]);
    expect(await callsFor(outgoing('cccbbc', { primary: 2 }))).toEqual([
      'causal 10 11 primary 12',
      'block 12 13 14',
      'causal 15',
    ]);
    expect(await callsFor(outgoing('cbcbb', { primary: 0, wrist: 2 }))).toEqual([
      'causal primary 10',
      'block 10 11',
      'causal wrist 12',
      'block 12 13 14',
    ]);
    expect(await callsFor(outgoing('cbb', { primary: 0, wrist: 1 }))).toEqual([
      'causal primary 10',
      'block 10 wrist 11 12',
    ]);
  });

  it('gives the logits that the model has after an id with its block', async () => {
    const session = createRandomSession(1, 40, 2);
    const rowAt = await createSender(session, () => {}, undefined).send(
      outgoing('ccbbc', { primary: 1 }),
      [0, 3, 4],
    );
    const same = createRandomSession(1, 40, 2);
    const images = [{ camera: 'primary', position: 1 }];
    const { values } = await same.extend([10, 11, 12, 13, 14], { logits: 'all', images });
    for (const index of [0, 3, 4])
      expect(rowAt(index)).toEqual(values.subarray(index * 40, (index + 1) * 40));
  });

  it('takes back what stands behind such a block', async () => {
    const session = createRandomSession(1, 40, 2);
    const sender = createSender(session, () => {}, undefined);
    await sender.send(outgoing('cbbcc', { primary: 0 }), []);
    sender.takeBack(2);
    expect(session.seen).toEqual([-1, -2, 10, 11, 12]);
    await sender.send({ ...outgoing('cb'), ids: [20, 21] }, []);
    expect(session.seen).toEqual([-1, -2, 10, 11, 12, 20, 21]);
  });
});
