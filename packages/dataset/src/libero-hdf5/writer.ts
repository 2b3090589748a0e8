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
 */
export async function createLiberoHdf5Writer(options: WriterOptions): Promise<DatasetWriter> {
  return createSerialWriter(options.directory, await createDatasetFiles(options));
}
