import { testAdapter } from '@inspire-vla/adapter-test-kit';
import { describe, test } from 'vitest';
import { byteFast } from './__fixtures__/fast.js';
import { tokenizer } from './__fixtures__/tokenizer.js';
import { createFastCodec, createPi0FastAdapter } from './index.js';

describe('the π0-FAST adapter', () => {
  const shape = { horizon: 5, dimensions: 7 };
  const actions = createFastCodec({ fast: byteFast });
  testAdapter({
    test,
    createAdapter: () => createPi0FastAdapter({ tokenizer, actions }),
    tokenizer,
    shape,
    // Each of the 5 coefficients of a dimension is off by half of a tenth at most.
    actionBound: 0.05 * Math.sqrt(shape.horizon) + 1e-9,
    runs: 30,
  });
});
