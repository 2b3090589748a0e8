import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../__fixtures__/damage-bytes.js';
import { openDataset } from '../open-dataset.js';
import { createWriter } from '../writing/create-writer.js';
import { compressDataset, compressions, filesOf, rewriteParquet } from './__fixtures__/compressed.js';
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

  it('are refused before they are read where a small file claims to hold a great deal', async () => {
    const note = { name: 'note', type: 'string', shape: [1], names: null } as const;
    const options = { directory: folder, fps: 5, robotType: null, features: [note], cameras: [] };
    const writer = await createWriter('lerobot-v2.1', options);
    const columns = new Map([['note', ['a', 'b']]]);
    await writer.writeEpisode({ instruction: 'lift it', length: 2, columns, pictures: async () => [] });
    await writer.finish();
    await writer.close();
    const file = join(folder, 'data/chunk-000/episode_000000.parquet');
    const read = async () => {
      const source = await openDataset(folder);
      try {
        return await (await source.open(0)).column('note');
      } finally {
        await source.close();
      }
    };
    const bombs = [
      ['* FROM whole UNION ALL BY NAME SELECT 1 AS frame_index FROM range(3_000_000)', /3000002 rows/],
      ["* REPLACE (repeat('x', 160_000_000) AS note) FROM whole", /characters|bytes|Out of Memory/i],
    ] as const;
    for (const [query, message] of bombs) {
      const whole = await readFile(file);
      await rewriteParquet(file, query);
      expect((await stat(file)).size).toBeLessThan(1_000_000);
      await expect(read()).rejects.toMatchObject({
        code: 'DATASET_CORRUPT',
        message: expect.stringMatching(message),
        at: expect.stringContaining(file),
      });
      await writeFile(file, whole);
    }
    expect(await read()).toEqual(['a', 'b']);
  });
});
