import { type EpisodeSource, openDataset } from '@inspire-vla/dataset';
import type { AnnotateOptions } from './options.js';
import { isByEvents } from './positions/choose-positions.js';

/** Opens what is to be annotated, as its options want it read. */
export function openSource({
  source,
  from,
  positions = 'auto',
  noOps = 'keep',
  ...events
}: Pick<
  AnnotateOptions,
  'source' | 'from' | 'positions' | 'noOps' | 'stateLayout' | 'eventTolerance'
>): Promise<EpisodeSource> {
  // Nothing is computed that will not be used.
  const readable =
    positions === 'gripper-events' || isByEvents({ positions, ...events }) ? 'scene' : positions;
  return openDataset(source, from, { positions: readable, noOps });
}
