import { basename } from 'node:path';
import type { EpisodeSource } from '@inspire-vla/dataset';
import { findOrientationMismatch, frames } from '@inspire-vla/direction-labeler';
import { orientationOf } from '../../annotate/image-orientation.js';
import type { Metadata } from '../../annotate/metadata.js';
import type { DatasetProblem } from './problem.js';

/** Datasets whose pictures do not stand upright, by name: OpenVLA turned its LIBERO by half. */
const turnedByHalf = /modified_libero/i;

/**
 * Compares what is said of how pictures stand: by an annotation, by the sides that its labels speak of, and by the name
 * of a dataset whose pictures are known to be turned. How they really stand cannot be told from their pixels.
 */
export function checkOrientation(
  path: string,
  source: EpisodeSource,
  metadata: Metadata | null,
): readonly DatasetProblem[] {
  const at = basename(path);
  const name = metadata?.source.name ?? `${path}/${source.files[0] ?? ''}`;
  const known = turnedByHalf.test(name) ? 'rotated-180' : null;
  const said = orientationOf(metadata?.imageOrientation);
  const image = orientationOf(metadata?.options.frame.image);
  const problems: DatasetProblem[] = [];
  const { height = 'world' } = metadata?.options.frame ?? {};
  const mismatch = findOrientationMismatch({ ...frames.libero, image, height }, said);
  if (mismatch !== null) problems.push({ code: 'orientation', at, message: mismatch.detail });
  if (known !== null && (metadata === null || said !== known)) {
    const message = `pictures of ${basename(name)} are known to be ${known}: annotate it with --image ${known}`;
    problems.push({ code: 'orientation', at, message });
  }
  return problems;
}
