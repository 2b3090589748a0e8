import { encodePlan } from '@inspire-vla/adapter';
import { describe, expect, it } from 'vitest';
import { letterAdapter, planOf } from './__fixtures__/letter-adapter.js';
import { createExample, createNamedLossMask } from './example.js';

const objects = ['the plate', 'the bowl', 'the left drawer'];
const plan = planOf(objects);
const lengthOf = (count: number) => encodePlan(letterAdapter, planOf(objects.slice(0, count))).ids.length;
const full = lengthOf(3);

describe('createExample', () => {
  it('gives ids, masks and weights of one length, and the images', () => {
    const { ids, loss, causal, weights, images } = createExample(letterAdapter, plan);
    expect([loss.length, causal.length, weights.length]).toEqual([full, full, full]);
    expect(ids.filter((_, index) => loss[index] === 1).length).toBe(3 * 'left'.length + 3 + 2);
    expect(images).toEqual([{ camera: 'primary', position: 0 }]);
  });

  it('takes roles of your own as the mask', () => {
    const { ids, loss } = createExample(letterAdapter, plan, { mask: { action: true } });
    expect(ids.filter((_, index) => loss[index] === 1)).toEqual([1003, 1004]);
  });

  it('is an error over the maximum length, which names what a cut would lose', () => {
    expect(createExample(letterAdapter, plan, { maximumLength: full }).ids.length).toBe(full);
    expect(() => createExample(letterAdapter, plan, { maximumLength: full - 1 })).toThrow(
      expect.objectContaining({ code: 'SEQUENCE_TOO_LONG', at: 'the plan, which would lose action' }),
    );
  });

  it('drops whole questions where told so, the last ones first', () => {
    for (const count of [2, 1, 0]) {
      const maximumLength = lengthOf(count + 1) - 1;
      const { plan: kept, ids } = createExample(letterAdapter, plan, {
        maximumLength,
        truncate: 'questions',
      });
      expect(kept).toEqual({ ...planOf(objects.slice(0, count)), order: 'instruct-first' });
      expect(ids).toEqual(encodePlan(letterAdapter, kept).ids);
    }
  });

  it('changes nothing of a plan that fits', () => {
    expect(createExample(letterAdapter, plan, { maximumLength: full, truncate: 'questions' }).plan).toBe(
      plan,
    );
  });

  it('never drops the action or the instruction', () => {
    expect(() =>
      createExample(letterAdapter, plan, { maximumLength: lengthOf(0) - 1, truncate: 'questions' }),
    ).toThrow(
      expect.objectContaining({
        code: 'SEQUENCE_TOO_LONG',
        at: 'the plan without further questions, which would lose action',
      }),
    );
  });

  it('keeps the first question of a plan without an action', () => {
    const asked = { ...plan, turns: plan.turns.filter(({ kind }) => kind !== 'action') };
    expect(() => createExample(letterAdapter, asked, { maximumLength: 5, truncate: 'questions' })).toThrow(
      expect.objectContaining({ at: expect.stringContaining('answer') }),
    );
  });
});

describe('createNamedLossMask', () => {
  const encoded = encodePlan(letterAdapter, plan);

  it("takes the reference's mask by the name authors, and the spans by default", () => {
    const reference = new Uint8Array(full).fill(1);
    const adapter = { ...letterAdapter, referenceLossMask: () => reference };
    expect(createNamedLossMask(adapter, encoded, 'authors')).toBe(reference);
    expect(createNamedLossMask(adapter, encoded)).toEqual(createNamedLossMask(adapter, encoded, 'spans'));
    expect([...createNamedLossMask(adapter, encoded)]).not.toEqual([...reference]);
  });

  it('is the same by both names where the reference masks by role', () => {
    expect(createNamedLossMask(letterAdapter, encoded, 'authors')).toEqual(
      createNamedLossMask(letterAdapter, encoded, 'spans'),
    );
  });
});
