// Writes tokenizer.json: the 95 printable ASCII characters and one token for all others.
import { writeFileSync } from 'node:fs';

const characters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
const vocab = Object.fromEntries([...characters, '[UNK]'].map((token, id) => [token, id]));
const tokenizer = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: null,
  post_processor: null,
  decoder: { type: 'Fuse' },
  model: { type: 'BPE', dropout: null, unk_token: '[UNK]', fuse_unk: false, byte_fallback: false, vocab, merges: [] },
};
writeFileSync(new URL('tokenizer.json', import.meta.url), `${JSON.stringify(tokenizer)}\n`);
