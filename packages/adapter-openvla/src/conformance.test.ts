import { testAdapter } from '@inspire-vla/adapter-test-kit';
import { describe, test } from 'vitest';
import { tokenizer } from './__fixtures__/llama-2.js';
import { createAdapter } from './index.js';

describe('the OpenVLA adapter', () => {
  testAdapter({
    test,
    createAdapter: () => createAdapter({ tokenizer }),
    tokenizer,
    actionBound: 1 / 255 + 1e-9,
    skip: {
      state: 'OpenVLA takes no state',
      'reference-loss-mask': 'the reference masks by role',
    },
    runs: 30,
  });
});
