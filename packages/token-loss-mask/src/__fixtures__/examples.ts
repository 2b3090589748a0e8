import fc from 'fast-check';
import { createCausalMask, createLossMask } from '../masks.js';
import { encodedPlans } from './encoded-plans.js';

/** Examples of random spans. */
export const examples = fc.array(
  encodedPlans.map((encoded) => ({
    ...encoded,
    loss: createLossMask(encoded),
    causal: createCausalMask(encoded),
  })),
  { minLength: 1, maxLength: 8 },
);
