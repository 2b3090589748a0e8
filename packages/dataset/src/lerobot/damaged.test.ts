import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../libero-hdf5/__fixtures__/damage.js';
import { compressDataset, compressions, filesOf } from './__fixtures__/compressed.js';
import { readDamaged } from './__fixtures__/damage.js';
import { writeExample } from './__fixtures__/example.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'damaged-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('damaged LeRobot datasets', () => {
  // scripts/fuzz-lerobot.ts does the same ten thousand times and measures time and memory.
  it.each(['lerobot-v3.0', 'lerobot-v2.1'] as const)(
    'are refused with a typed error that names the place, or read in their right shape: %s',
    async (format) => {
      const outcomes = { refused: 0, read: 0 };
      for (const [place, compression] of compressions.entries()) {
        const dataset = join(folder, compression);
        await writeExample(dataset, [3, 2], {}, format);
        await compressDataset(dataset, compression);
        const names = await filesOf(dataset, /\.(parquet|json|jsonl)$/);
        for (let seed = place * 125; seed < place * 125 + 125; seed += 1) {
          outcomes[await readDamaged(dataset, format, names, createRandom(seed))] += 1;
        }
      }
      expect(outcomes.refused).toBeGreaterThan(150);
      // Damage within numbers, texts, pictures and statistics is no damage to the reader.
      expect(outcomes.read).toBeGreaterThan(50);
    },
  );
});
