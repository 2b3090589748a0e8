import { InspireError } from '@inspire-vla/adapter';
import { copyAttachments, unplacedAttachments } from './attachments.js';
import { unplacedDepth } from './depth-cameras.js';
import type { Camera, EpisodeSource } from './episode.js';
import { sourceOptions } from './source-options.js';
import { unplacedTasks } from './unplaced-tasks.js';
import { checkEmpty } from './writing/check-empty.js';
import { canHold, createWriter, type OutputFormat } from './writing/create-writer.js';
import type { DatasetTotals, WriterOptions } from './writing/dataset-writer.js';

/** Options of {@link copyDataset}. */
export interface CopyOptions extends Pick<WriterOptions, 'ffmpeg'> {
  /** The folder of the copy: an empty one, or one that is made. */
  readonly directory: string;
  readonly format: OutputFormat;
  /** Stops the work; what is written by then is no whole dataset. */
  readonly signal?: AbortSignal;
}

/** What {@link copyDataset} has written. */
export interface Copied extends DatasetTotals {
  /** What of the source is not in the copy, with the reason. */
  readonly omitted: readonly string[];
}

/**
 * Writes a dataset once more, in the same or another format: every episode with its task, features and pictures,
 * and what belongs to the whole of it (`EpisodeSource.attachments`).
 *
 * Features that the format has no place for are left out, and said. Pictures of RLDS are JPEG: others than JPEG lose
 * detail there, and its doubles become 32-bit floats. All other formats keep every value and pixel.
 *
 * @returns totals, and what was left out.
 * @throws InspireError `CAMERA_SIZES` where a camera's pictures differ in size between episodes or a camera is missing
 * in one, which only the source can hold; `OUTPUT_EXISTS` where the folder has something in it, as the source's own has;
 * and what reading and writing raise.
 *
 * @example
 * ```ts no-run
 * import { copyDataset, openDataset } from '@inspire-vla/dataset';
 *
 * const source = await openDataset('bridge_dataset/1.0.0');
 * const { episodes, omitted } = await copyDataset(source, { format: 'lerobot-v3.0', directory: 'bridge' });
 * ```
 */
export async function copyDataset(source: EpisodeSource, options: CopyOptions): Promise<Copied> {
  const { format, directory, ffmpeg, signal } = options;
  const features = source.features.filter((feature) => canHold(format, feature));
  const program = ffmpeg === undefined ? {} : { ffmpeg };
  const cameras = commonCameras(source);
  await checkEmpty(directory);
  const writer = await createWriter(format, {
    ...sourceOptions(source, format),
    directory,
    features,
    cameras,
    ...program,
  });
  try {
    for (const index of source.episodes.keys()) {
      signal?.throwIfAborted();
      const episode = await source.open(index);
      const columns = new Map();
      for (const { name } of features) columns.set(name, await episode.column(name));
      await writer.writeEpisode({ ...episode, columns });
    }
    const totals = await writer.finish();
    await copyAttachments(source, format, directory);
    const left = source.features.filter((feature) => !features.includes(feature));
    const reasons = left.map(({ name }) => `${name}: ${format} has no place for it`);
    const used = source.episodes.map(({ instruction }) => instruction);
    const unplaced = [
      ...unplacedAttachments(source, format),
      ...unplacedDepth(source, format),
      ...unplacedTasks(source, used, format),
    ];
    return { ...totals, omitted: [...source.omitted, ...reasons, ...unplaced] };
  } finally {
    await writer.close();
  }
}

/** The cameras that all episodes have, in the sizes that they all have. */
function commonCameras({ episodes, cameras: declared = [] }: EpisodeSource): readonly Camera[] {
  const [first] = episodes;
  for (const episode of episodes) {
    const difference = sizesOf(episode.cameras) !== sizesOf(first?.cameras ?? []);
    if (difference)
      throw sizesDiffer(first?.id ?? '', sizesOf(first?.cameras ?? []), episode.id, sizesOf(episode.cameras));
  }
  return first?.cameras ?? declared;
}

function sizesOf(cameras: readonly Camera[]): string {
  return cameras.map(({ name, width, height }) => `${name} ${width}×${height}`).join(', ') || 'none';
}

function sizesDiffer(one: string, ones: string, other: string, others: string): InspireError {
  return new InspireError({
    code: 'CAMERA_SIZES',
    message: `the cameras of ${one} are ${ones}, those of ${other} are ${others}`,
    at: other,
    fix: 'copy the groups one by one, or resize the pictures (inspire annotate --image-size)',
  });
}
