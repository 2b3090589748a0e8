// Reads thousands of damaged LIBERO HDF5 files, original ones and ours: each must be refused with a typed error that
// names it, or be read in its right shape, within 5 s (3 s for an answer of the HDF5 library) and 2 GB.
//
//   npx tsx --conditions=@inspire-vla/source scripts/fuzz-libero-hdf5.ts [COUNT = 10000] [FIRST SEED = 0]
//
// A failure prints its seed; `... 1 SEED` repeats it.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '../packages/dataset/src/__fixtures__/damage-bytes.js';
import { copyDataset } from '../packages/dataset/src/copy-dataset.js';
import { damage, readDamaged } from '../packages/dataset/src/libero-hdf5/__fixtures__/damage.js';
import {
  carriesCup,
  demonstrationOf,
} from '../packages/dataset/src/libero-hdf5/__fixtures__/tabletop-demonstration.js';
import { writeOriginalFile } from '../packages/dataset/src/libero-hdf5/__fixtures__/write-original-file.js';
import { createHdf5Library } from '../packages/dataset/src/libero-hdf5/hdf5-library.js';
import { openLiberoHdf5 } from '../packages/dataset/src/libero-hdf5/open.js';
import { fuzz } from './lib/fuzz.js';

await fuzz(async (folder) => {
  const originals: Buffer[] = [];
  for (const isCompressed of [false, true]) {
    const path = join(folder, `whole_${isCompressed}_demo.hdf5`);
    await writeOriginalFile(path, [demonstrationOf(carriesCup)], { isCompressed });
    originals.push(await readFile(path));
  }
  const directory = join(folder, 'ours');
  await mkdir(directory);
  const source = await openLiberoHdf5(join(folder, 'whole_false_demo.hdf5'));
  await copyDataset(source, { format: 'libero-hdf5', directory });
  await source.close();
  originals.push(await readFile(join(directory, 'put_the_cup_away_demo.hdf5')));
  const library = createHdf5Library();
  return (seed) => {
    const path = join(folder, `damaged_${seed}_demo.hdf5`);
    return readDamaged(
      library,
      path,
      damage(originals[seed % originals.length] ?? Buffer.alloc(0), createRandom(seed)),
    );
  };
});
