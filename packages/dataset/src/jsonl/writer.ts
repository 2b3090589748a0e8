import type { DatasetWriter, EpisodeEncoder, WriterOptions } from '../writing/dataset-writer.js';
import { createSerialEncoder, createSerialWriter } from '../writing/serial-writer.js';
import { createDatasetFiles, createPreparation } from './dataset-files.js';

/**
 * Writes JSON Lines: one record per frame in `frames.jsonl`, pictures as files beside, and `meta/info.json`, which says
 * what the records hold.
 *
 * A record has `episode`, `frame`, `timestamp` (seconds), `instruction`, `images` (by camera, the path of the frame's
 * picture inside the dataset) and one key per feature. Picture files of a source go along as they are, and are not
 * decoded: where one is damaged further in than its header, it is so in the dataset. In memory is one episode, its pictures encoded. The same
 * episodes give the same bytes.
 *
 * @throws InspireError `FEATURE_INVALID` for a declaration that the format cannot hold.
 *
 * @example
 * ```ts no-run
 * import { createJsonLinesWriter } from '@inspire-vla/dataset';
 *
 * const features = [{ name: 'state', type: 'float32', shape: [2], names: null }] as const;
 * const options = { directory: 'cups', fps: 20, robotType: 'panda', features, cameras: [] };
 * const writer = await createJsonLinesWriter(options);
 * const columns = new Map([['state', Float32Array.of(0, 0, 1, 1)]]);
 * await writer.writeEpisode({ instruction: 'lift the cup', length: 2, columns, pictures: async () => [] });
 * await writer.finish(); // { episodes: 1, frames: 2, tasks: 1 }
 * await writer.close();
 * ```
 */
export async function createJsonLinesWriter(options: WriterOptions): Promise<DatasetWriter> {
  return createSerialWriter(options, await createDatasetFiles(options));
}

/** The encoder of {@link createJsonLinesWriter}'s episodes. */
export async function createJsonLinesEncoder(options: WriterOptions): Promise<EpisodeEncoder> {
  return createSerialEncoder(createPreparation(options));
}
