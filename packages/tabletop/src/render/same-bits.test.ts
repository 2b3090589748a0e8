import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { cameras, geometry, hand, pose } from './__fixtures__/example-scene.js';
import { createRenderer } from './renderer.js';

function checksum(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

// Drawn by Node 20 on x86-64; headless Chromium gave the same. Drawing uses only what the language rounds exactly, so
// another engine or machine must give the same bits; a wanted change of the looks is a change of these lines.
it('draws the same bits on every machine', () => {
  const renderer = createRenderer({ geometry, size: 96 });
  const pictures = renderer.renderAll(pose, cameras, hand).map(({ bytes }) => checksum(bytes));
  const { depth, objects } = renderer.scan(pose, cameras[0] as (typeof cameras)[number], hand);
  const scan = checksum(new Uint8Array(depth.buffer)) + checksum(new Uint8Array(objects.buffer));
  expect([...pictures, scan]).toEqual([
    'd0018e3c0f7e846a',
    'e9e92690a84688ae',
    'd94f801cbf86a71c70ca968036f5fd7e',
  ]);
});
