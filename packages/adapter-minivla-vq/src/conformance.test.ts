import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeTokenizer, testAdapter } from '@inspire-vla/adapter-test-kit';
import { afterAll, describe, test } from 'vitest';
import { tokenizer } from './__fixtures__/goldens.js';
import { identityVq } from './__fixtures__/identity-vq.js';
import { writeSafetensors } from './__fixtures__/safetensors.js';
import { createAdapter, createBinsCodec, createMiniVlaAdapter, createVqCodec } from './index.js';

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

// Two code books halve the range twice: −0.75, −0.25, 0.25 and 0.75.
const books = [
  [[-0.5], [0.5]],
  [[-0.25], [0.25]],
];
const vq = identityVq({ horizon: 1, dimensions: 1 }, books);

describe('the miniVLA adapter with a residual VQ', () => {
  const actions = createVqCodec({ id: 'vq-extra', vocabularySize: 151_921, ...vq });
  testAdapter({
    test,
    createAdapter: () => createMiniVlaAdapter({ tokenizer, actions }),
    tokenizer,
    actionBound: 0.25 + 1e-6,
    skip,
    runs: 30,
  });
});

const folder = mkdtempSync(join(tmpdir(), 'minivla-'));
const { config, weights } = vq;
const sizes = {
  input_dim_h: config.horizon,
  input_dim_w: config.dimensions,
  n_latent_dims: config.latentDimensions,
  vqvae_n_embed: config.codes,
  vqvae_groups: config.groups,
};
writeFileSync(join(folder, 'config.json'), JSON.stringify(sizes));
writeFileSync(join(folder, 'model.safetensors'), writeSafetensors(weights));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['vq-extra', 'bins-extra'])('the miniVLA adapter that is made by name, %s', (name) => {
  const codec = name === 'vq-extra' ? `${name}:${folder}` : name;
  testAdapter({
    test,
    createAdapter: () => createAdapter({ tokenizer, codec, foreignIds: 'fail' }),
    tokenizer,
    actionBound: 0.25 + 1e-6,
    skip,
    runs: 10,
  });
});
