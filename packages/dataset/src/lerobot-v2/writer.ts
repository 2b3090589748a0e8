import { checkDeclaration } from '../lerobot/check-declaration.js';
import { createPreparation } from '../lerobot/prepare-episode.js';
import { openParquetDatabase } from '../parquet.js';
import type { DatasetWriter, EpisodeEncoder, WriterOptions } from '../writing/dataset-writer.js';
import { createSerialEncoder, createSerialWriter } from '../writing/serial-writer.js';
import { createDatasetFiles } from './dataset-files.js';
import { statisticNames } from './describe-episode.js';

/**
 * Writes LeRobot v2.1, as lerobot 0.3.3 and openpi read it: one parquet file per episode, pictures as PNG inside,
 * videos copied as they are, statistics per episode.
 *
 * In memory is one episode, its pictures encoded. The same episodes give the same bytes.
 * Source of the format: huggingface/lerobot\@0cf86487 lerobot/common/datasets/.
 *
 * @throws InspireError `FEATURE_INVALID` for a declaration that LeRobot cannot hold.
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { createLeRobotV2Writer } from '@inspire-vla/dataset';
 *
 * const directory = await mkdtemp(join(tmpdir(), 'dataset-'));
 * const features = [{ name: 'state', type: 'float32', shape: [2], names: null }] as const;
 * const writer = await createLeRobotV2Writer({ directory, fps: 20, robotType: 'panda', features, cameras: [] });
 * const columns = new Map([['state', Float32Array.of(0, 0, 1, 1)]]);
 * await writer.writeEpisode({ instruction: 'lift the cup', length: 2, columns, pictures: async () => [] });
 * await writer.finish(); // { episodes: 1, frames: 2, tasks: 1 }
 * await writer.close();
 * ```
 */
export async function createLeRobotV2Writer(options: WriterOptions): Promise<DatasetWriter> {
  checkDeclaration(options, []);
  const files = await createDatasetFiles(options, await openParquetDatabase());
  return createSerialWriter(options, files);
}

/** The encoder of {@link createLeRobotV2Writer}'s episodes. */
export async function createLeRobotV2Encoder(options: WriterOptions): Promise<EpisodeEncoder> {
  checkDeclaration(options, []);
  return createSerialEncoder(createPreparation(options, statisticNames));
}
