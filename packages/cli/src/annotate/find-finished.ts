import { lstat } from 'node:fs/promises';
import type { EpisodeSource } from '@inspire-vla/dataset';
import { readMetadata } from '../inspect/read-metadata.js';
import { tidyUp } from '../output/tidy-up.js';
import { fingerprintOf } from './choices.js';
import { hashSource } from './hash-files.js';
import { createJob } from './job.js';
import type { Metadata } from './metadata.js';
import type { AnnotateOptions } from './options.js';

/**
 * What stands in an output that a run with the same source and options has made, so that a run that is started again
 * after its end has nothing to do. Null where there is no output, or another one.
 */
export async function findFinished(
  source: EpisodeSource,
  options: AnnotateOptions,
  signal: AbortSignal,
): Promise<Metadata | null> {
  const isThere = await lstat(options.output).then(
    () => true,
    () => false,
  );
  const metadata = isThere ? await readMetadata(options.output) : null;
  if (metadata === null) return null;
  const job = await createJob(source, options);
  const isSame =
    metadata.fingerprint === fingerprintOf(job) &&
    JSON.stringify(metadata.shard) === JSON.stringify(options.shard ?? null) &&
    metadata.source.sha256 === (await hashSource(source, options, signal));
  if (!isSame) return null;
  await tidyUp(options.output);
  return metadata;
}
