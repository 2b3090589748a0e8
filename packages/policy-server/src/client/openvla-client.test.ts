import { expect, it } from 'vitest';
import { createOpenVlaClient } from './index.js';

const image = { width: 1, height: 1, bytes: new Uint8Array(3) };

it.each([
  ['no JSON', '{nope', 'MESSAGE_CORRUPT'],
  ['JSON without an array', '[1, 2]', 'MESSAGE_CORRUPT'],
  ['an array whose bytes are no base64', '{"__numpy__": "@", "dtype": "<f4", "shape": [1]}', 'ARRAY_BASE64'],
  ['an array of another shape', '{"__numpy__": "AAAA", "dtype": "<f4", "shape": [7]}', 'ARRAY_SHAPE'],
])('says what is wrong with a reply that is %s', async (_, reply, code) => {
  const client = createOpenVlaClient({ url: 'http://localhost/act', fetch: async () => new Response(reply) });
  await expect(client.act({ image, instruction: 'lift the cup' })).rejects.toMatchObject({ code });
});
