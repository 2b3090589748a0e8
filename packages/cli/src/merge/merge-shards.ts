import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InspireError } from '@inspire-vla/adapter';
import {
  copyAttachments,
  createResumableWriter,
  createVideoCopies,
  type Episode,
  type EpisodeSource,
  joinSources,
  type OutputFormat,
  openDataset,
  outputFormats,
  type RunJournal,
  type StagedDirectory,
  sourceOptions,
  type VideoCopies,
  type VideoStretch,
} from '@inspire-vla/dataset';
import { fileStates } from '../annotate/file-states.js';
import { type Metadata, metadataSchema } from '../annotate/metadata.js';
import { fileSize } from '../annotate/output-shape.js';
import { outputCameras } from '../annotate/resize-pictures.js';
import { writeMetadata } from '../annotate/write-metadata.js';
import { readMetadata } from '../inspect/read-metadata.js';
import { writeReport } from '../inspect/write-report.js';
import { checkOutput, writtenShare } from '../output/check-output.js';
import { reportFinished } from '../output/report-finished.js';
import { reportPlace } from '../output/report-place.js';
import { runStaged } from '../output/run-staged.js';
import { tidyUp } from '../output/tidy-up.js';
import { mergeMetadata, orderShards, type ShardMetadata } from './merge-metadata.js';

/** Options of {@link mergeShards}. */
export interface MergeOptions {
  /** Outputs of `annotate` with a shard, in any order. */
  readonly shards: readonly string[];
  /** The folder to make. */
  readonly output: string;
  /** Replaces an existing output once the new one is whole, and begins anew where a killed run has left a part. */
  readonly overwrite?: boolean;
  /** Goes on where an earlier run with the same shards was killed or failed; an output that is whole stays as it is. */
  readonly resume?: boolean;
  /** False: begins even where the disk seems too small for the output. */
  readonly checkSpace?: boolean;
  /** Where the HTML report goes; default `report.html` in the output. */
  readonly report?: string;
  /** Stops the work; nothing is left of the output, unless `resume` is set. */
  readonly signal?: AbortSignal;
  /** Told once how many frames there are, then after each episode how many more are done. */
  readonly onStart?: (frames: number) => void;
  readonly onFrames?: (frames: number) => void;
  /** Told how many episodes an earlier run had done, where that is what this one goes on with. */
  readonly onResumed?: (episodes: number) => void;
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
  if (options.resume === true && (await isFinished(options.output, metadata))) {
    await reportFinished(options);
    return metadata;
  }
  const sources: EpisodeSource[] = [];
  try {
    for (const { folder } of shards) sources.push(await openDataset(folder));
    const source = joinWhole(sources);
    const share = writtenShare(source, source, undefined);
    await checkOutput({ ...options, source, share, roots: options.shards });
    options.onStart?.(metadata.counts.frames);
    await write(source, metadata, shards[0]?.folder ?? '', options);
    return metadata;
  } finally {
    await Promise.all(sources.map((source) => source.close()));
  }
}

/** Shards of one source have the same files beside their data, so that nothing is left out. */
function joinWhole(sources: readonly EpisodeSource[]): EpisodeSource {
  const source = joinSources(sources);
  const kept = new Set(source.attachments?.map(({ path }) => path));
  const lost = sources.flatMap(({ attachments = [] }) => attachments).find(({ path }) => !kept.has(path));
  if (lost === undefined) return source;
  throw new InspireError({
    code: 'SOURCES_DIFFER',
    message: `${lost.path} is not the same in all shards`,
    at: lost.file,
    fix: 'annotate all shards with the same source, options and version',
  });
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

/** Whether a run before this one has put these shards together, and was killed after its end or started again. */
async function isFinished(output: string, metadata: Metadata): Promise<boolean> {
  const found = await readMetadata(output);
  if (JSON.stringify(found) !== JSON.stringify(metadataSchema.parse(metadata))) return false;
  await tidyUp(output);
  return true;
}

async function write(source: EpisodeSource, metadata: Metadata, first: string, options: MergeOptions) {
  await runStaged(options, async ({ staged, openJournal }) => {
    const journal = await openJournal({ metadata, ...(await fileStates(source)) });
    await writeEpisodes(source, metadata, { staged, journal }, options);
    await writeMetadata(staged.path, metadata);
    await copyAttachments(source, formatOf(source), staged.path);
    const statistics = metadata.options.tokens?.statistics;
    if (statistics !== undefined)
      await copyFile(join(first, 'meta', statistics), join(staged.path, 'meta', statistics));
    await writeReport(staged.path, await reportPlace(options, staged.path));
  });
}

async function writeEpisodes(
  source: EpisodeSource,
  metadata: Metadata,
  run: { readonly staged: StagedDirectory; readonly journal: RunJournal },
  options: MergeOptions,
): Promise<void> {
  const { episodes, features } = source;
  const format = formatOf(source);
  const shared = sourceOptions(source, format);
  const cameras = outputCameras(source, undefined);
  const writer = await createResumableWriter<null>({
    ...run,
    format,
    writer: {
      ...shared,
      ...{ features, cameras, ...fileSize(metadata.options.dataFileSize) },
    },
    onRestored: () => undefined,
  });
  try {
    const { done } = writer;
    if (done > 0) options.onResumed?.(done);
    const videos = createVideoCopies();
    const filmed = [...cameras.filter(({ video }) => video !== undefined), ...(shared.depthCameras ?? [])];
    for (let index = 0; index < done && filmed.length > 0; index += 1) {
      const episode = await source.open(index);
      for (const { name } of filmed) await videoOf(videos, episode, name);
    }
    options.onFrames?.(episodes.slice(0, done).reduce((sum, { length }) => sum + length, 0));
    for (let index = done; index < episodes.length; index += 1) {
      options.signal?.throwIfAborted();
      const episode = await source.open(index);
      const { length } = episode;
      const columns = await Promise.all(
        features.map(async ({ name }) => [name, await episode.column(name)] as const),
      );
      const video = (name: string) => videoOf(videos, episode, name);
      await writer.writeEpisode({ ...episode, columns: new Map(columns), video }, null);
      options.onFrames?.(length);
    }
    await writer.finish();
  } finally {
    await writer.close();
  }
}

/** An episode's video, by the first of the copies that shards have of its file. */
async function videoOf(videos: VideoCopies, episode: Episode, camera: string): Promise<VideoStretch | null> {
  const video = (await episode.video?.(camera)) ?? null;
  return video === null ? null : videos.original(camera, video);
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
