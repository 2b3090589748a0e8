// Reads thousands of damaged RLDS datasets: each must be refused with a typed error that names its place, or be read in
// its right shape, within 5 s and 2 GB.
//
//   npx tsx --conditions=@inspire-vla/source scripts/fuzz-rlds.ts [COUNT = 10000] [FIRST SEED = 0]
//
// A failure prints its seed; `... 1 SEED` repeats it.

import { createRandom } from '../packages/dataset/src/__fixtures__/damage-bytes.js';
import { writeCups } from '../packages/dataset/src/rlds/__fixtures__/cup-dataset.js';
import { readDamaged } from '../packages/dataset/src/rlds/__fixtures__/damage.js';
import { fuzz } from './lib/fuzz.js';

await fuzz(async (directory) => {
  await writeCups([3, 2], { directory });
  return (seed) => readDamaged(directory, 'inspire-train.tfrecord-00000-of-00001', createRandom(seed));
});
