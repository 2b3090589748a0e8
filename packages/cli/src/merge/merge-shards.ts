import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import {
  createStagedDirectory,
  createWriter,
  type EpisodeSource,
  joinSources,
  type OutputFormat,
  openDataset,
  outputFormats,
} from '@inspire-vla/dataset';
import type { Metadata } from '../annotate/metadata.js';
import { outputCameras } from '../annotate/resize-pictures.js';
import { writeMetadata } from '../annotate/write-metadata.js';
import { readMetadata } from '../inspect/read-metadata.js';
import { writeReport } from '../inspect/write-report.js';
import { mergeMetadata, orderShards, type ShardMetadata } from './merge-metadata.js';

/** Options of {@link mergeShards}. */
export interface MergeOptions {
  /** Outputs of `annotate` with a shard, in any order. */
  readonly shards: readonly string[];
  /** The folder to make. */
  readonly output: string;
  /** Replaces an existing output once the new one is whole. */
  readonly overwrite?: boolean;
  /** Where the HTML report goes; default `report.html` in the output. */
  readonly report?: string;
  /** Stops the work; nothing is left of the output. */
  readonly signal?: AbortSignal;
  /** Told once how many frames there are, then after each episode how many more are done. */
  readonly onStart?: (frames: number) => void;
  readonly onFrames?: (frames: number) => void;
}

/**
 * Puts the shards of a source together: the files are those of one run over the whole source, byte for byte.
 *
 * Pictures are taken over as they are; statistics are computed anew.
 *
 * @returns what also stands in the output's `meta/inspire.json`.
 * @throws InspireError `SHARDS_INCOMPLETE`, `SOURCES_DIFFER`, and what reading and writing raise.
 *
 * @example
 * ```ts no-run
 * import { annotate, mergeShards } from 'inspire-vla';
 *
 * for (const index of [0, 1]) {
 *   await annotate({ source: 'libero_goal', output: `shard-${index}`, shard: { index, count: 2 } });
 * }
 * await mergeShards({ shards: ['shard-0', 'shard-1'], output: 'libero_goal_inspire' });
 * ```
 */
export async function mergeShards(options: MergeOptions): Promise<Metadata> {
  const shards = orderShards(await Promise.all(options.shards.map(readShard)));
  const metadata = mergeMetadata(shards.map((shard) => shard.metadata));
  const sources: EpisodeSource[] = [];
  try {
    for (const { folder } of shards) sources.push(await openDataset(folder));
    const source = joinSources(sources);
    options.onStart?.(metadata.counts.frames);
    await write(source, metadata, shards[0]?.folder ?? '', options);
    return metadata;
  } finally {
    await Promise.all(sources.map((source) => source.close()));
  }
}

async function readShard(folder: string): Promise<ShardMetadata> {
  const metadata = await readMetadata(folder);
  if (metadata !== null) return { folder, metadata };
  throw new InspireError({
    code: 'NOT_ANNOTATED',
    message: 'the folder is no output of annotate',
    at: folder,
    fix: 'give the outputs of annotate --shard i/n',
  });
}

async function write(source: EpisodeSource, metadata: Metadata, first: string, options: MergeOptions) {
  const staged = await createStagedDirectory(options.output, { overwrite: options.overwrite === true });
  try {
    await writeEpisodes(source, staged.path, options);
    await writeMetadata(staged.path, metadata);
    const statistics = metadata.options.tokens?.statistics;
    if (statistics !== undefined)
      await copyFile(join(first, 'meta', statistics), join(staged.path, 'meta', statistics));
    await writeReport(staged.path, options.report ?? join(staged.path, 'report.html'));
    options.signal?.throwIfAborted();
    await staged.commit();
  } catch (error) {
    await staged.discard();
    throw error;
  }
}

async function writeEpisodes(source: EpisodeSource, directory: string, options: MergeOptions): Promise<void> {
  const { fps, robotType, features } = source;
  const cameras = outputCameras(source, undefined);
  const writer = await createWriter(formatOf(source), { directory, fps, robotType, features, cameras });
  try {
    for (let index = 0; index < source.episodes.length; index += 1) {
      options.signal?.throwIfAborted();
      const episode = await source.open(index);
      const { length } = episode;
      const columns = await Promise.all(
        features.map(async ({ name }) => [name, await episode.column(name)] as const),
      );
      await writer.writeEpisode({ ...episode, columns: new Map(columns) });
      options.onFrames?.(length);
    }
    await writer.finish();
  } finally {
    await writer.close();
  }
}

function formatOf({ format, files }: EpisodeSource): OutputFormat {
  const found = outputFormats.find((candidate) => candidate === format);
  if (found !== undefined) return found;
  throw new InspireError({
    code: 'DATASET_UNSUPPORTED',
    message: `${format} cannot be written`,
    at: files[0] ?? 'the shards',
    fix: `annotate the shards to one of: ${outputFormats.join(', ')}`,
  });
}
