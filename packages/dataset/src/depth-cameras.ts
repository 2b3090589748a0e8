import type { DepthCamera, EpisodeSource } from './episode.js';
import { depthStatistics, type OutputFormat } from './writing/create-writer.js';

type Depth = Pick<EpisodeSource, 'depthCameras'>;

/**
 * The cameras of depth that a format can take, for `WriterOptions.depthCameras`: it has a place for their videos, and
 * the source knows the statistics that go with them.
 */
export function placedDepth({ depthCameras = [] }: Depth, format: OutputFormat): readonly DepthCamera[] {
  return depthCameras.filter((camera) => reasonAgainst(camera, format) === null);
}

/**
 * Cameras of depth that a format cannot take, with the reason, as {@link EpisodeSource.omitted}.
 *
 * @example
 * ```ts no-run
 * import { openDataset, unplacedDepth } from '@inspire-vla/dataset';
 *
 * console.log(unplacedDepth(await openDataset('so101_with_depth'), 'rlds'));
 * ```
 */
export function unplacedDepth({ depthCameras = [] }: Depth, format: OutputFormat): readonly string[] {
  return depthCameras.flatMap((camera) => {
    const reason = reasonAgainst(camera, format);
    return reason === null ? [] : [`${camera.name}: ${reason}`];
  });
}

function reasonAgainst({ statistics }: DepthCamera, format: OutputFormat): string | null {
  const wanted = depthStatistics(format);
  if (wanted === null) return `${format} has no place for depth`;
  const missing = wanted.filter((name) => !statistics.includes(name));
  return missing.length === 0
    ? null
    : `${format} wants its ${missing.join(', ')}, which the source does not say of depth`;
}
