import type { EncodedPlan, Span } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodedPlans } from './__fixtures__/encoded-plans.js';
import { createCausalMask, createLabels, createLossMask, ignoredLabel } from './masks.js';

function spanAt({ spans }: EncodedPlan, index: number): Span | undefined {
  return spans.find(({ start, end }) => start <= index && index < end);
}

describe('createLossMask', () => {
  it('stands on answers, actions and trained ends, and nowhere else', () => {
    fc.assert(
      fc.property(encodedPlans, (encoded) => {
        createLossMask(encoded).forEach((flag, index) => {
          const role = spanAt(encoded, index)?.role ?? 'none';
          expect(flag).toBe(['answer', 'action', 'end'].includes(role) ? 1 : 0);
        });
      }),
    );
  });

  it('does not look at ids: "left" in the question of the left bowl is not learnt, the answer left is', () => {
    const left = 2359;
    const encoded: EncodedPlan = {
      ids: [1782, left, 19212, left],
      spans: [
        { role: 'question', attention: 'causal', start: 0, end: 3 },
        { role: 'answer', attention: 'causal', start: 3, end: 4 },
      ],
      images: [],
    };
    expect([...createLossMask(encoded)]).toEqual([0, 0, 0, 1]);
  });

  it('follows another policy by role', () => {
    fc.assert(
      fc.property(encodedPlans, (encoded) => {
        const mask = createLossMask(encoded, { question: true });
        mask.forEach((flag, index) => {
          expect(flag).toBe(spanAt(encoded, index)?.role === 'question' ? 1 : 0);
        });
      }),
    );
  });
});

describe('createCausalMask', () => {
  it('is 0 inside bidirectional blocks only', () => {
    fc.assert(
      fc.property(encodedPlans, (encoded) => {
        createCausalMask(encoded).forEach((flag, index) => {
          expect(flag).toBe(spanAt(encoded, index)?.attention === 'causal' ? 1 : 0);
        });
      }),
    );
  });
});

describe('createLabels', () => {
  it('repeats learnt ids and ignores the others', () => {
    expect([...createLabels([5, 6, 7], Uint8Array.of(0, 1, 0))]).toEqual([ignoredLabel, 6, ignoredLabel]);
  });
});
