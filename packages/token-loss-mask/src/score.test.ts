import type { Logits } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterAdapter, planOf } from './__fixtures__/letter-adapter.js';
import { createExample } from './example.js';
import { mergeScores, scoreTokens } from './score.js';

const vocabularySize = 1010;
const example = createExample(letterAdapter, planOf(['the plate', 'the left bowl']));

function logitsOf(predict: (row: number) => number, height = 20): Logits {
  const rows = example.ids.length;
  const values = new Float32Array(rows * vocabularySize);
  for (let row = 0; row < rows; row += 1) values[row * vocabularySize + predict(row)] = height;
  return { rows, vocabularySize, values };
}

const next = (row: number) => example.ids[row + 1] ?? 0;

describe('scoreTokens', () => {
  it('gives a perfect model full accuracy and a loss near nothing', () => {
    const { total } = scoreTokens(example, logitsOf(next));
    expect(total.tokens).toBe(example.loss.reduce((sum, flag) => sum + flag, 0));
    expect(total.correct).toBe(total.tokens);
    expect(total.loss).toBeCloseTo(0, 4);
  });

  it('gives a model that knows nothing the logarithm of the vocabulary', () => {
    expect(
      scoreTokens(
        example,
        logitsOf(() => 0, 0),
      ).total.loss,
    ).toBeCloseTo(Math.log(vocabularySize), 10);
  });

  it('scores a token by the row before it', () => {
    expect(
      scoreTokens(
        example,
        logitsOf((row) => example.ids[row] ?? 0),
      ).total.correct,
    ).toBe(0);
  });

  it('tells roles, turns and spans apart', () => {
    const wrong = example.spans.find(({ role, turn }) => role === 'answer' && turn === 2);
    const logits = logitsOf((row) => (row + 1 === wrong?.start ? 5 : next(row)));
    const { roles, turns, spans } = scoreTokens(example, logits);
    expect(roles.answer).toMatchObject({ tokens: 8, correct: 7 });
    expect(roles.action).toMatchObject({ tokens: 2, correct: 2 });
    expect(roles.question).toBeUndefined();
    expect(turns[1]).toMatchObject({ tokens: 5, correct: 5 });
    expect(turns[2]).toMatchObject({ tokens: 5, correct: 4 });
    const exact = spans.filter(({ role, tokens, correct }) => role === 'answer' && tokens === correct);
    expect(exact.map(({ turn }) => turn)).toEqual([1]);
  });

  it('weighs the loss, but counts tokens as they are', () => {
    const weighted = createExample(letterAdapter, planOf(['the plate']), {
      roleWeights: { answer: 0, end: 3 },
    });
    const rows = weighted.ids.length;
    const flat = { rows, vocabularySize, values: new Float32Array(rows * vocabularySize) };
    const { total, roles } = scoreTokens(weighted, flat);
    expect(total).toMatchObject({ tokens: 7, weight: 5 });
    expect(roles.answer).toMatchObject({ tokens: 4, weight: 0, loss: 0 });
  });

  it('equals the definition, whatever the logits', () => {
    const logit = fc.double({ min: -300, max: 300, noNaN: true });
    fc.assert(
      fc.property(fc.array(logit, { minLength: 6, maxLength: 6 }), fc.nat(5), (row, id) => {
        const values = Float32Array.from([...row, ...row.map(() => 0)]);
        const one = {
          ids: [0, id],
          spans: [{ role: 'answer' as const, attention: 'causal' as const, start: 0, end: 2 }],
          loss: Uint8Array.of(1, 1),
          causal: Uint8Array.of(1, 1),
        };
        const { total } = scoreTokens(one, { rows: 2, vocabularySize: 6, values });
        const own = values[id] ?? 0;
        const wanted = Math.log(
          [...values.subarray(0, 6)].reduce((sum, value) => sum + Math.exp(value - own), 0),
        );
        expect(total.tokens).toBe(1);
        expect(total.loss).toBeCloseTo(wanted, 6);
      }),
    );
  });

  it('finds forbidden tokens impossible, and the only allowed one certain', () => {
    const forbidden = Float32Array.of(0, Number.NEGATIVE_INFINITY, 0, 0);
    const allowed = Float32Array.of(Number.NEGATIVE_INFINITY, 3, 0, 0);
    const one = {
      ids: [0, 1],
      spans: [{ role: 'answer', attention: 'causal', start: 1, end: 2 }],
      loss: Uint8Array.of(0, 1),
      causal: Uint8Array.of(1, 1),
    } as const;
    const scoreOf = (values: Float32Array) => scoreTokens(one, { rows: 2, vocabularySize: 2, values }).total;
    expect(scoreOf(forbidden)).toMatchObject({ correct: 0, loss: Number.POSITIVE_INFINITY });
    expect(scoreOf(allowed)).toMatchObject({ correct: 1, loss: 0 });
  });

  it('refuses logits that cannot score the ids, and NaN', () => {
    const { rows, values } = logitsOf(next);
    const shape = expect.objectContaining({ code: 'LOGITS_SHAPE' });
    expect(() =>
      scoreTokens(example, { rows: 3, vocabularySize, values: values.subarray(0, 3 * vocabularySize) }),
    ).toThrow(shape);
    expect(() => scoreTokens(example, { rows, vocabularySize: 3, values })).toThrow(shape);
    expect(() =>
      scoreTokens(example, { rows, vocabularySize: 3, values: new Float32Array(rows * 3) }),
    ).toThrow(shape);
    const notANumber = { rows, vocabularySize, values: values.map(() => Number.NaN) };
    expect(() => scoreTokens(example, notANumber)).toThrow(
      expect.objectContaining({ code: 'LOGITS_NOT_A_NUMBER' }),
    );
  });
});

describe('mergeScores', () => {
  it('is the score of all tokens taken together', () => {
    const score = fc.record({
      tokens: fc.nat(9),
      correct: fc.nat(9),
      weight: fc.double({ min: 0, max: 5, noNaN: true }),
      loss: fc.double({ min: 0, max: 20, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(score), fc.array(score), (left, right) => {
        const whole = mergeScores([...left, ...right]);
        const parts = mergeScores([mergeScores(left), mergeScores(right)]);
        expect(parts.tokens).toBe(whole.tokens);
        expect(parts.weight).toBeCloseTo(whole.weight, 8);
        expect(parts.loss).toBeCloseTo(whole.loss, 8);
      }),
    );
  });

  it('is empty for nothing', () => {
    expect(mergeScores([])).toEqual({ tokens: 0, correct: 0, weight: 0, loss: 0 });
  });
});
