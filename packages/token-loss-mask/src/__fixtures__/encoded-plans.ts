import { type EncodedPlan, roles, type Span } from '@inspire-vla/adapter';
import fc from 'fast-check';

/** Encoded plans whose spans tile the ids, as the contract promises. */
export const encodedPlans: fc.Arbitrary<EncodedPlan> = fc
  .array(
    fc.record({
      role: fc.constantFrom(...roles),
      attention: fc.constantFrom('causal' as const, 'block' as const),
      ids: fc.array(fc.integer({ min: 2, max: 1000 }), { minLength: 1, maxLength: 6 }),
    }),
    { maxLength: 12 },
  )
  .map((pieces) => {
    const ids: number[] = [];
    const spans: Span[] = [];
    for (const { role, attention, ids: own } of pieces) {
      spans.push({ role, attention, start: ids.length, end: ids.length + own.length });
      ids.push(...own);
    }
    return { ids, spans, images: [] };
  });
