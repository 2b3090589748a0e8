import { encodePlan } from '@inspire-vla/adapter';
import { describe, expect, it } from 'vitest';
import { letterAdapter, planOf } from './__fixtures__/letter-adapter.js';
import { createLossMask } from './masks.js';
import { createLossWeights, type WeightOptions } from './weights.js';

const plan = planOf(['the plate', 'the bowl']);
const encoded = encodePlan(letterAdapter, plan);
const loss = createLossMask(encoded);

function weightsOf(options: WeightOptions): ReadonlyMap<string, number> {
  const weights = createLossWeights(encoded, plan, loss, options);
  return new Map(encoded.spans.map(({ role, turn, start }) => [`${role} ${turn}`, weights[start] ?? -1]));
}

describe('createLossWeights', () => {
  it('is the loss mask without factors', () => {
    expect([...createLossWeights(encoded, plan, loss)]).toEqual([...loss]);
  });

  it('multiplies the factors of role and object', () => {
    const weights = weightsOf({
      roleWeights: { answer: 4, question: 9 },
      objectWeights: { 'the bowl': 0.25 },
    });
    expect(weights.get('answer 1')).toBe(4);
    expect(weights.get('answer 2')).toBe(1);
    expect(weights.get('end 1')).toBe(1);
    expect(weights.get('end 2')).toBe(0.25);
    expect(weights.get('action 3')).toBe(1);
  });

  it('never weighs what is not learnt', () => {
    expect(weightsOf({ roleWeights: { question: 9 } }).get('question 1')).toBe(0);
  });

  it('leaves phrases alone that the plan does not ask about, and names such as constructor', () => {
    expect(weightsOf({ objectWeights: { 'the moon': 7 } }).get('answer 1')).toBe(1);
    const odd = planOf(['constructor']);
    const other = encodePlan(letterAdapter, odd);
    const mask = createLossMask(other);
    expect([...createLossWeights(other, odd, mask)]).toEqual([...mask]);
  });

  it('refuses factors that are negative or no numbers, and names them', () => {
    for (const factor of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => weightsOf({ objectWeights: { 'the bowl': factor } })).toThrow(
        expect.objectContaining({ code: 'WEIGHT_INVALID', at: 'objectWeights["the bowl"]' }),
      );
    }
  });
});
