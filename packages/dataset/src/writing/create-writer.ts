import { entryOf } from '../entry-of.js';
import type { Feature } from '../episode.js';
import { keyFeatures } from '../jsonl/keys.js';
import { createJsonLinesEncoder, createJsonLinesWriter } from '../jsonl/writer.js';
import { canHoldInLeRobot } from '../lerobot/can-hold.js';
import { languageColumns } from '../lerobot/language.js';
import { statisticNames } from '../lerobot/shaped-statistics.js';
import { statisticNames as statisticNamesOfV2 } from '../lerobot-v2/describe-episode.js';
import { createLeRobotV2Encoder, createLeRobotV2Writer } from '../lerobot-v2/writer.js';
import { createLeRobotV3Encoder, createLeRobotV3Writer } from '../lerobot-v3/writer.js';
import { createLiberoHdf5Writer } from '../libero-hdf5/writer.js';
import { placeAll } from '../libero-hdf5/written-places.js';
import { createRldsEncoder, createRldsWriter } from '../rlds/writer.js';
import { writtenLists } from '../rlds/written-leaves.js';
import type { DatasetWriter, EpisodeEncoder, WriterOptions } from './dataset-writer.js';
import { holds } from './holds.js';

/** Formats that can be written. */
export const outputFormats = ['lerobot-v3.0', 'lerobot-v2.1', 'rlds', 'libero-hdf5', 'jsonl'] as const;

/** Name of a format that can be written. */
export type OutputFormat = (typeof outputFormats)[number];

interface Writer {
  create(options: WriterOptions): Promise<DatasetWriter>;
  /** Where episodes can be encoded apart from being written. */
  createEncoder?(options: WriterOptions): Promise<EpisodeEncoder>;
  canHold(feature: Feature): boolean;
  /** Statistics that the videos of depth must come with, which are not decoded; left out where there is no place for them. */
  readonly depthStatistics?: readonly string[];
}

const writers: Readonly<Record<OutputFormat, Writer>> = {
  'lerobot-v3.0': {
    create: createLeRobotV3Writer,
    createEncoder: createLeRobotV3Encoder,
    canHold: (feature) => canHoldInLeRobot(feature, languageColumns),
    depthStatistics: statisticNames,
  },
  'lerobot-v2.1': {
    create: createLeRobotV2Writer,
    createEncoder: createLeRobotV2Encoder,
    canHold: (feature) => canHoldInLeRobot(feature, []),
    depthStatistics: statisticNamesOfV2,
  },
  rlds: {
    create: createRldsWriter,
    createEncoder: createRldsEncoder,
    canHold: (feature) => holds(() => writtenLists({ features: [feature], cameras: [] })),
  },
  'libero-hdf5': {
    create: createLiberoHdf5Writer,
    canHold: (feature) => holds(() => placeAll([feature], [])),
  },
  jsonl: {
    create: createJsonLinesWriter,
    createEncoder: createJsonLinesEncoder,
    canHold: (feature) => holds(() => keyFeatures([feature], [])),
  },
};

function writerOf(format: OutputFormat): Writer {
  return entryOf(writers, format, 'written');
}

/**
 * Whether a format has a place for a feature, by its type and name, so that one who copies a dataset can leave out what has none.
 *
 * @example
 * ```ts
 * import { canHold } from '@inspire-vla/dataset';
 *
 * const events = { name: 'language_events', type: 'language', shape: [1], names: null } as const;
 * canHold('lerobot-v3.0', events); // true
 * canHold('lerobot-v2.1', events); // false
 * ```
 */
export function canHold(format: OutputFormat, feature: Feature): boolean {
  return writerOf(format).canHold(feature);
}

/** Statistics that videos of depth must come with in a format; null where it has no place for them. */
export function depthStatistics(format: OutputFormat): readonly string[] | null {
  return writerOf(format).depthStatistics ?? null;
}

/**
 * Makes the writer of a format, chosen by name.
 *
 * @throws InspireError `FEATURE_INVALID` for a declaration that the format cannot hold, `OUTPUT_NOT_WRITABLE` where the
 * folder cannot be made, `FORMAT_UNKNOWN` for a format of another name, as all that takes one throws it.
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { createWriter } from '@inspire-vla/dataset';
 *
 * const directory = await mkdtemp(join(tmpdir(), 'dataset-'));
 * const features = [{ name: 'state', type: 'float32', shape: [2], names: null }] as const;
 * const options = { directory, fps: 20, robotType: 'panda', features, cameras: [] };
 * const writer = await createWriter('lerobot-v2.1', options);
 * const columns = new Map([['state', Float32Array.of(0, 0, 1, 1)]]);
 * await writer.writeEpisode({ instruction: 'lift the cup', length: 2, columns, pictures: async () => [] });
 * await writer.finish(); // { episodes: 1, frames: 2, tasks: 1 }
 * await writer.close();
 * ```
 */
export async function createWriter(format: OutputFormat, options: WriterOptions): Promise<DatasetWriter> {
  return writerOf(format).create(options);
}

/**
 * Whether a format's episodes can be encoded apart from being written: see {@link createEncoder}.
 *
 * @example
 * ```ts
 * import { canEncodeApart } from '@inspire-vla/dataset';
 *
 * canEncodeApart('lerobot-v3.0'); // true
 * ```
 */
export function canEncodeApart(format: OutputFormat): boolean {
  return writerOf(format).createEncoder !== undefined;
}

/**
 * Makes the encoder of a format: it does the part of a writer's work that another thread can do. Null where the
 * format's episodes cannot be encoded apart from being written.
 *
 * @param options - those of the writer that gets the episodes.
 * @throws InspireError `FEATURE_INVALID` for a declaration that the format cannot hold.
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { createEncoder, createWriter, episodePlaces } from '@inspire-vla/dataset';
 *
 * const directory = await mkdtemp(join(tmpdir(), 'dataset-'));
 * const features = [{ name: 'state', type: 'float32', shape: [2], names: null }] as const;
 * const options = { directory, fps: 20, robotType: 'panda', features, cameras: [] };
 * const columns = new Map([['state', Float32Array.of(0, 0, 1, 1)]]);
 * const episode = { instruction: 'lift the cup', length: 2, columns, pictures: async () => [] };
 *
 * const encoder = await createEncoder('rlds', options);
 * const [place] = episodePlaces([episode]);
 * const writer = await createWriter('rlds', options);
 * if (encoder !== null && place !== undefined) await writer.writeEncoded(await encoder.encode(episode, place));
 * await writer.finish(); // { episodes: 1, frames: 2, tasks: 1 }
 * await writer.close();
 * ```
 */
export async function createEncoder(
  format: OutputFormat,
  options: WriterOptions,
): Promise<EpisodeEncoder | null> {
  return (await writerOf(format).createEncoder?.(options)) ?? null;
}
