import { placedDepth } from './depth-cameras.js';
import type { EpisodeSource } from './episode.js';
import type { OutputFormat } from './writing/create-writer.js';
import type { WriterOptions } from './writing/dataset-writer.js';

/** What a writer is told of a source as a whole. */
export type SourceOptions = Pick<
  WriterOptions,
  'fps' | 'robotType' | 'tasks' | 'tools' | 'depthCameras' | 'places'
>;

/**
 * What a writer of a format takes over of a source beside its features and cameras, which its caller may change.
 *
 * @example
 * ```ts no-run
 * import { openDataset, sourceOptions } from '@inspire-vla/dataset';
 *
 * const { fps, robotType } = sourceOptions(await openDataset('cups'), 'lerobot-v3.0');
 * console.log(fps, robotType);
 * ```
 */
export function sourceOptions(source: EpisodeSource, format: OutputFormat): SourceOptions {
  const { fps, robotType, tasks = [], tools, places } = source;
  const depthCameras = placedDepth(source, format);
  return {
    ...{ fps, robotType, tasks, depthCameras },
    ...(tools === undefined ? {} : { tools }),
    ...(places === undefined || source.format !== format ? {} : { places }),
  };
}
