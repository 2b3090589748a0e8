import { checkDeclaration } from '../lerobot/check-declaration.js';
import { languageColumns } from '../lerobot/language.js';
import { createPreparation } from '../lerobot/prepare-episode.js';
import { statisticNames } from '../lerobot/shaped-statistics.js';
import { openParquetDatabase } from '../parquet.js';
import type { DatasetWriter, EpisodeEncoder, WriterOptions } from '../writing/dataset-writer.js';
import { createSerialEncoder, createSerialWriter } from '../writing/serial-writer.js';
import { createDatasetFiles } from './dataset-files.js';

/**
 * Writes LeRobot v3.0, as lerobot 0.6.1 reads it: pictures as PNG inside the parquet files, statistics included.
 *
 * In memory are one episode's pictures, encoded, and one data file. The same episodes give the same bytes.
 * Videos are copied as they are. A data file is closed before it grows beyond `dataFileSizeInMegabytes`, counted
 * before compression; default 32.
 * Source of the format: huggingface/lerobot\@7427f318 datasets/.
 *
 * @throws InspireError `FEATURE_INVALID` for a declaration that LeRobot cannot hold.
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { createLeRobotV3Writer } from '@inspire-vla/dataset';
 *
 * const directory = await mkdtemp(join(tmpdir(), 'dataset-'));
 * const features = [{ name: 'state', type: 'float32', shape: [2], names: null }] as const;
 * const writer = await createLeRobotV3Writer({ directory, fps: 20, robotType: 'panda', features, cameras: [] });
 * const columns = new Map([['state', Float32Array.of(0, 0, 1, 1)]]);
 * await writer.writeEpisode({ instruction: 'lift the cup', length: 2, columns, pictures: async () => [] });
 * await writer.finish(); // { episodes: 1, frames: 2, tasks: 1 }
 * await writer.close();
 * ```
 */
export async function createLeRobotV3Writer(options: WriterOptions): Promise<DatasetWriter> {
  checkDeclaration(options, languageColumns);
  const files = await createDatasetFiles(options, await openParquetDatabase());
  return createSerialWriter(options, files);
}

/** The encoder of {@link createLeRobotV3Writer}'s episodes. */
export async function createLeRobotV3Encoder(options: WriterOptions): Promise<EpisodeEncoder> {
  checkDeclaration(options, languageColumns);
  return createSerialEncoder(createPreparation(options, statisticNames));
}
