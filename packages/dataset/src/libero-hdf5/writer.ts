import type { DatasetWriter, WriterOptions } from '../writing/dataset-writer.js';
import { createSerialWriter } from '../writing/serial-writer.js';
import { createDatasetFiles } from './dataset-files.js';

/**
 * Writes LIBERO HDF5 in the layout that the InSpire authors regenerate: one file per task, `data/demo_i` per episode,
 * pictures in full and bottom row first, observations before actions. Features that LIBERO does not know stand beside
 * its own, and `inspire/description` in each file says where, so that the reader gives back every value.
 *
 * An episode waits in the folder `.parts` until `finish` puts the files together, which takes its size on disk once
 * more. The same episodes give the same bytes.
 *
 * @throws InspireError `FEATURE_INVALID` for a declaration that the format cannot hold.
 *
 * @example
 * ```ts no-run
 * import { createLiberoHdf5Writer } from '@inspire-vla/dataset';
 *
 * const features = [{ name: 'state', type: 'float32', shape: [2], names: null }] as const;
 * const options = { directory: 'cups', fps: 20, robotType: 'panda', features, cameras: [] };
 * const writer = await createLiberoHdf5Writer(options);
 * const columns = new Map([['state', Float32Array.of(0, 0, 1, 1)]]);
 * await writer.writeEpisode({ instruction: 'lift the cup', length: 2, columns, pictures: async () => [] });
 * await writer.finish(); // { episodes: 1, frames: 2, tasks: 1 }
 * await writer.close();
 * ```
 */
export async function createLiberoHdf5Writer(options: WriterOptions): Promise<DatasetWriter> {
  return createSerialWriter(options, await createDatasetFiles(options));
}
