// VQ encode and decode of 8 × 7 chunks, one at a time and in batches of 256, beside PyTorch on one thread.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomWeights } from '../src/__fixtures__/random-weights.js';
import { writeSafetensors } from '../src/__fixtures__/safetensors.js';
import { createVqCodec } from '../src/index.js';
import { rate, report, runAnchor } from './run-anchor.js';

const config = { horizon: 8, dimensions: 7, latentDimensions: 512, codes: 128, groups: 7, actionScale: 1 };
const weights = randomWeights(config);
const vq = createVqCodec({ id: 'vq-extra', vocabularySize: 151_921, config, weights });
const chunks = Array.from({ length: 64 }, (_, index) =>
  Array.from({ length: 8 }, (_, step) =>
    Array.from({ length: 7 }, (_, place) => Math.sin(index * 3 + step * 0.2 + place)),
  ),
);
const ids = chunks.map((chunk) => vq.encode(chunk));
const batch = Array.from({ length: 256 }, (_, index) => index % chunks.length);

interface Anchor {
  readonly codes: readonly (readonly number[])[];
  readonly encode: number;
  readonly decode: number;
  readonly encode256: number;
  readonly decode256: number;
}

const folder = mkdtempSync(join(tmpdir(), 'vq-bench-'));
try {
  writeFileSync(join(folder, 'model.safetensors'), writeSafetensors(weights));
  writeFileSync(join(folder, 'vq.json'), JSON.stringify({ chunks, groups: config.groups }));
  const anchor = runAnchor<Anchor>('vq', folder);
  const single = (run: (index: number) => void) => rate(3000, (index) => run(index % chunks.length));
  const batched = (run: (index: number) => void) => 256 * rate(12, () => batch.forEach(run));
  const encode = (index: number) => vq.encode(chunks[index] ?? []);
  const decode = (index: number) => vq.decode(ids[index] ?? []);
  report('VQ encode, single chunks', 'chunks', single(encode), anchor?.encode);
  report('VQ encode, batches of 256', 'chunks', batched(encode), anchor?.encode256);
  report('VQ decode, single chunks', 'chunks', single(decode), anchor?.decode);
  report('VQ decode, batches of 256', 'chunks', batched(decode), anchor?.decode256);
  const codes = ids.map((chunk) => chunk.map((id) => 151_920 - id));
  const equal = codes.filter((chunk, index) => chunk.join() === anchor?.codes[index]?.join()).length;
  if (anchor !== null) console.log(`codes equal in ${equal} of ${chunks.length} chunks`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
