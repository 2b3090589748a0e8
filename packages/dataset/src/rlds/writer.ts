import type { DatasetWriter, EpisodeEncoder, WriterOptions } from '../writing/dataset-writer.js';
import { createSerialEncoder, createSerialWriter } from '../writing/serial-writer.js';
import { createDatasetFiles, createPreparation } from './dataset-files.js';

/**
 * Writes RLDS as tensorflow-datasets reads it, in the schema that the InSpire authors and OpenVLA train on: one record
 * per episode, `action`, `observation/state` and pictures as JPEG per step, everything else beside them.
 *
 * In memory is one episode, its pictures encoded. The same episodes give the same bytes. JPEG files of a source stay
 * as they are; other pictures are encoded at quality 95, which loses detail. Numbers of type `float64` become 32-bit
 * floats, since records have no doubles.
 *
 * @throws InspireError `FEATURE_INVALID` for a declaration that the format cannot hold.
 *
 * @example
 * ```ts no-run
 * import { createRldsWriter } from '@inspire-vla/dataset';
 *
 * const features = [{ name: 'state', type: 'float32', shape: [2], names: null }] as const;
 * const options = { directory: 'cups', fps: 20, robotType: 'panda', features, cameras: [] };
 * const writer = await createRldsWriter(options);
 * const columns = new Map([['state', Float32Array.of(0, 0, 1, 1)]]);
 * await writer.writeEpisode({ instruction: 'lift the cup', length: 2, columns, pictures: async () => [] });
 * await writer.finish(); // { episodes: 1, frames: 2, tasks: 1 }
 * await writer.close();
 * ```
 */
export async function createRldsWriter(options: WriterOptions): Promise<DatasetWriter> {
  return createSerialWriter(options, await createDatasetFiles(options));
}

/** The encoder of {@link createRldsWriter}'s episodes. */
export async function createRldsEncoder(options: WriterOptions): Promise<EpisodeEncoder> {
  return createSerialEncoder(await createPreparation(options));
}
