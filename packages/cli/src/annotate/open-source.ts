import { type EpisodeSource, openDataset } from '@inspire-vla/dataset';
import type { AnnotateOptions } from './options.js';

/** Opens what is to be annotated, as its options want it read. */
export function openSource({
  source,
  from,
  positions = 'auto',
  noOps = 'keep',
}: Pick<AnnotateOptions, 'source' | 'from' | 'positions' | 'noOps'>): Promise<EpisodeSource> {
  const readable = positions === 'gripper-events' ? 'scene' : positions;
  return openDataset(source, from, { positions: readable, noOps });
}
