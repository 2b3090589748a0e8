import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../__fixtures__/damage-bytes.js';
import { writeCups } from './__fixtures__/cup-dataset.js';
import { readDamaged } from './__fixtures__/damage.js';

let folder = '';
beforeAll(async () => {
  folder = await writeCups([3, 2], { directory: await mkdtemp(join(tmpdir(), 'rlds-')) });
});
afterAll(() => rm(folder, { recursive: true }));

describe('damaged RLDS datasets', () => {
  // scripts/fuzz-rlds.ts does the same ten thousand times and measures time and memory.
  it('are refused with a typed error that names the place, or read in their right shape', async () => {
    const outcomes = { refused: 0, read: 0 };
    for (let seed = 0; seed < 500; seed += 1) {
      outcomes[await readDamaged(folder, 'inspire-train.tfrecord-00000-of-00001', createRandom(seed))] += 1;
    }
    expect(outcomes.refused).toBeGreaterThan(250);
    // Damage within numbers, texts and pictures, under a sound checksum, is no damage to the reader.
    expect(outcomes.read).toBeGreaterThan(20);
  });
});
