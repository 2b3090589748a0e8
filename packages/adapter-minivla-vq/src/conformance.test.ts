import { createFakeTokenizer, testAdapter } from '@inspire-vla/adapter-test-kit';
import { describe, test } from 'vitest';
import { tokenizer } from './__fixtures__/goldens.js';
import { createBinsCodec, createMiniVlaAdapter } from './index.js';

const skip = {
  state: 'miniVLA takes no state',
  'reference-loss-mask': 'the reference masks by role',
} as const;

// Half the width of a bin; values are rounded on the way.
const actionBound = 1 / 255 + 1e-9;

describe('the miniVLA adapter with the tokenizer of Qwen2.5', () => {
  const actions = createBinsCodec({ id: 'bins-extra', vocabularySize: 151_921 });
  testAdapter({
    test,
    createAdapter: () => createMiniVlaAdapter({ tokenizer, actions }),
    tokenizer,
    actionBound,
    skip,
  });
});

describe('the miniVLA adapter with two cameras, chunks of four actions and a tokenizer of its own', () => {
  const fake = createFakeTokenizer({ specialTokens: ['<|im_start|>', '<|im_end|>', '<|endoftext|>'] });
  const actions = createBinsCodec({
    id: 'bins-extra',
    vocabularySize: fake.size + 256,
    horizon: 4,
    dimensions: 3,
  });
  testAdapter({
    test,
    createAdapter: () => createMiniVlaAdapter({ tokenizer: fake, actions, wrist: true }),
    tokenizer: fake,
    actionBound,
    skip,
  });
});
