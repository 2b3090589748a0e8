// Reads thousands of damaged recordings of the authors' real robot, or datasets of JSON Lines: each must be refused with a
// typed error that names its place, or be read in its right shape, within 5 s and 2 GB.
//
//   npx tsx --conditions=@inspire-vla/source scripts/fuzz-json.ts real-json|jsonl [COUNT = 10000] [FIRST SEED = 0]
//
// A failure prints its seed; `... 1 SEED` repeats it.

import { createRandom } from '../packages/dataset/src/__fixtures__/damage-bytes.js';
import { filesOf } from '../packages/dataset/src/lerobot/__fixtures__/compressed.js';
import { readDamaged } from '../packages/dataset/src/lerobot/__fixtures__/damage.js';
import { writeExample } from '../packages/dataset/src/lerobot/__fixtures__/example.js';
import { writeRecording } from '../packages/dataset/src/real-json/__fixtures__/write-episode.js';
import { fuzz } from './lib/fuzz.js';

await fuzz(async (folder, [name]) => {
  const format = name === 'jsonl' ? name : 'real-json';
  if (format === 'jsonl') await writeExample(folder, [3, 2], {}, format);
  else await writeRecording(folder);
  const names = await filesOf(folder, /\.(json|jsonl|png)$/);
  return (seed) => readDamaged(folder, format, names, createRandom(seed));
}, 1);
