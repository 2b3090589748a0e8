import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomWeights } from './__fixtures__/random-weights.js';
import type { Tensors, VqConfig } from './index.js';
import { createShortcut } from './shortcut.js';
import { createExactEncoder, createQuantizers } from './vq-model.js';

const config: VqConfig = {
  horizon: 2,
  dimensions: 3,
  latentDimensions: 16,
  codes: 24,
  groups: 4,
  actionScale: 1,
};
const random = randomWeights(config);

/** Random weights in which code 7 of every book is code 3, and code 9 all but code 5. */
function withTwins(): Tensors {
  const books = Array.from({ length: config.groups }, (_, group) => {
    const name = `vq_embedding.layers.${group}._codebook.embed`;
    const shape = [1, config.codes, config.latentDimensions];
    const data = random.get(name)?.data.slice() ?? new Float32Array();
    data.copyWithin(7 * 16, 3 * 16, 4 * 16);
    data.copyWithin(9 * 16, 5 * 16, 6 * 16);
    data[9 * 16] = Math.fround((data[9 * 16] ?? 0) * (1 + 2 ** -22));
    return [name, { shape, data }] as const;
  });
  return new Map([...random, ...books]);
}

const chunk = fc
  .array(fc.float({ min: Math.fround(-1.2), max: Math.fround(1.2), noNaN: true }), {
    minLength: 6,
    maxLength: 6,
  })
  .map((values) => Float32Array.from(values));

describe('the shortcut', () => {
  it.each([
    ['random books', random],
    ['books with twins', withTwins()],
  ])('gives the codes of the exact way for %s, or none; none is rare', (_, weights) => {
    const shortcut = createShortcut(config, weights);
    const exact = createExactEncoder(config, weights, createQuantizers(config, weights));
    const counts = { clear: 0, doubtful: 0 };
    fc.assert(
      fc.property(chunk, (values) => {
        const codes = shortcut(values);
        counts[codes === null ? 'doubtful' : 'clear'] += 1;
        if (codes !== null) expect(codes).toEqual(exact(values));
      }),
      { numRuns: 2000 },
    );
    expect(counts.clear).toBeGreaterThan(1000);
  });

  it('takes the first of equal codes, and does not decide between all but equal ones', () => {
    const weights = withTwins();
    const shortcut = createShortcut(config, weights);
    const exact = createExactEncoder(config, weights, createQuantizers(config, weights));
    const seen = new Set<number>();
    fc.assert(
      fc.property(chunk, (values) => {
        const codes = shortcut(values) ?? [];
        for (const code of codes) seen.add(code);
        expect(codes).not.toContain(7);
        expect(codes).not.toContain(9);
        if ([5, 9].includes(exact(values)[0] ?? -1)) expect(codes).toEqual([]);
      }),
      { numRuns: 2000 },
    );
    expect(seen.size).toBeGreaterThan(10);
  });
});
