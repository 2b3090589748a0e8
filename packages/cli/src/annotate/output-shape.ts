import { type Camera, canHold, type Feature, sourceOptions, type WriterOptions } from '@inspire-vla/dataset';
import { describeAnnotation } from './annotation-columns.js';
import type { Job } from './job.js';
import { languageEventsFeature } from './language-events.js';
import { outputCameras } from './resize-pictures.js';
import { firstOf } from './shard.js';
import { describeTokens, staleTokens } from './tokens/token-columns.js';

/** What the episodes of an output have in common. */
export interface OutputShape {
  readonly cameras: readonly Camera[];
  readonly features: readonly Feature[];
  /** Ids per frame; 0 without tokens. */
  readonly tokenLength: number;
}

/** The cameras and features of a job's output. */
export function outputShape(job: Job, tokenLength: number): OutputShape {
  const cameras = outputCameras(job.whole, job.options.imageSize);
  return { cameras, tokenLength, features: outputFeatures(job, tokenLength) };
}

/** The source's own features that the format can hold, and what annotation adds. */
function outputFeatures(
  { source, objectsMaximum, options, staleEvents }: Job,
  tokenLength: number,
): readonly Feature[] {
  const { to = 'lerobot-v3.0', languageEvents } = options;
  const added = [
    ...describeAnnotation(objectsMaximum),
    ...(languageEvents === undefined ? [] : [languageEventsFeature]),
    ...(tokenLength === 0 ? [] : describeTokens(tokenLength)),
  ];
  const replaced = new Set(added.map(({ name }) => name));
  const stale = new Set(staleTokens(source));
  if (staleEvents === 'feature') stale.add(languageEventsFeature.name);
  const kept = source.features.filter(
    (feature) => canHold(to, feature) && !replaced.has(feature.name) && !stale.has(feature.name),
  );
  return [...kept, ...added];
}

/** What a job's writer is told. */
export function writerOptions(
  { source, whole, options }: Job,
  { cameras, features }: OutputShape,
): Omit<WriterOptions, 'directory'> {
  const { shard } = options;
  const firstEpisode = shard === undefined ? 0 : firstOf(shard, whole.episodes.length);
  return {
    ...sourceOptions(source, options.to ?? 'lerobot-v3.0'),
    ...{ cameras, features, firstEpisode, ...fileSize(options.dataFileSize) },
  };
}

/** The writer's option for a size of data files, where one is wanted. */
export function fileSize(
  megabytes: number | null | undefined,
): Pick<WriterOptions, 'dataFileSizeInMegabytes'> {
  return typeof megabytes === 'number' ? { dataFileSizeInMegabytes: megabytes } : {};
}
