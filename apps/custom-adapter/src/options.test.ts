import type { AdapterOptions } from '@inspire-vla/adapter';
import { createFakeTokenizer } from '@inspire-vla/adapter-test-kit';
import { expect, it } from 'vitest';
import { createAdapter } from './adapter.js';

const tokenizer = createFakeTokenizer();

it.each<[string, Partial<AdapterOptions>]>([
  ['CODEC_UNKNOWN', { codec: 'fast' }],
  ['CAMERA_UNKNOWN', { cameras: ['primary', 'wrist'] }],
  ['VARIANT_UNKNOWN', { variant: 'chat' }],
])('the adapter refuses with %s what the backbone has not', (code, options) => {
  expect(() => createAdapter({ tokenizer, ...options })).toThrow(expect.objectContaining({ code }));
});

it('takes pictures of another size', () => {
  expect(createAdapter({ tokenizer, imageSize: 96 }).images).toMatchObject({ width: 96, height: 96 });
});
