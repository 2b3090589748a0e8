import { testAdapter } from '@inspire-vla/adapter-test-kit';
import { describe, test } from 'vitest';
import { byteFast } from './__fixtures__/fast.js';
import { tokenizer } from './__fixtures__/tokenizer.js';
import { createFastCodec, createPi0FastAdapter, layoutVariants } from './index.js';

describe.each(layoutVariants)('the π0-FAST adapter with the layout %s', (variant) => {
  const shape = { horizon: 5, dimensions: 7 };
  const actions = createFastCodec({ fast: byteFast });
  testAdapter({
    test,
    createAdapter: () => createPi0FastAdapter({ tokenizer, actions, variant }),
    tokenizer,
    shape,
    // Each of the 5 coefficients of a dimension is off by half of a tenth at most.
    actionBound: 0.05 * Math.sqrt(shape.horizon) + 1e-9,
    runs: variant === 'inspire-fast' ? 30 : 10,
  });
});
