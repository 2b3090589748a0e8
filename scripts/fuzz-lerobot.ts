// Reads thousands of damaged LeRobot datasets, whose parquet pages are stored in four ways: each must be refused with a
// typed error that names its place, or be read in its right shape, within 5 s and 2 GB, and must not end the process.
//
//   npx tsx --conditions=@inspire-vla/source scripts/fuzz-lerobot.ts lerobot-v3.0|lerobot-v2.1 [COUNT = 10000] [FIRST = 0]
//
// A failure prints its seed; `... 1 SEED` repeats it.
import { join } from 'node:path';
import { createRandom } from '../packages/dataset/src/__fixtures__/damage-bytes.js';
import {
  compressDataset,
  compressions,
  filesOf,
} from '../packages/dataset/src/lerobot/__fixtures__/compressed.js';
import { readDamaged } from '../packages/dataset/src/lerobot/__fixtures__/damage.js';
import { writeExample } from '../packages/dataset/src/lerobot/__fixtures__/example.js';
import { fuzz } from './lib/fuzz.js';

await fuzz(async (folder, [name]) => {
  const format = name === 'lerobot-v2.1' ? name : 'lerobot-v3.0';
  const datasets: { readonly place: string; readonly names: readonly string[] }[] = [];
  for (const compression of compressions) {
    const place = join(folder, compression);
    await writeExample(place, [3, 2], {}, format);
    await compressDataset(place, compression);
    datasets.push({ place, names: await filesOf(place, /\.(parquet|json|jsonl)$/) });
  }
  return (seed) => {
    const { place = '', names = [] } = datasets[seed % datasets.length] ?? {};
    return readDamaged(place, format, names, createRandom(seed));
  };
}, 1);
