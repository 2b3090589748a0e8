import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from './__fixtures__/damage-bytes.js';
import { filesOf } from './lerobot/__fixtures__/compressed.js';
import { readDamaged } from './lerobot/__fixtures__/damage.js';
import { writeExample } from './lerobot/__fixtures__/example.js';
import { writeRecording } from './real-json/__fixtures__/write-episode.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'damaged-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('damaged datasets of JSON files', () => {
  // scripts/fuzz-json.ts does the same ten thousand times and measures time and memory.
  it.each(['real-json', 'jsonl'] as const)(
    'are refused with a typed error that names the place, or read in their right shape: %s',
    async (format) => {
      if (format === 'jsonl') await writeExample(folder, [3, 2], {}, format);
      else await writeRecording(folder);
      const names = await filesOf(folder, /\.(json|jsonl|png)$/);
      const outcomes = { refused: 0, read: 0 };
      for (let seed = 0; seed < 500; seed += 1) {
        outcomes[await readDamaged(folder, format, names, createRandom(seed))] += 1;
      }
      // Pictures are handed on as they are, so damage inside of them is no damage to the reader.
      expect(Math.min(outcomes.refused, outcomes.read)).toBeGreaterThan(50);
    },
  );
});
