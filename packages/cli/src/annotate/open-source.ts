import { type EpisodeSource, openDataset } from '@inspire-vla/dataset';
import type { AnnotateOptions } from './options.js';
import { isByEvents } from './positions/choose-positions.js';
import { withoutEmptyEpisodes } from './without-empty-episodes.js';

/**
 * Opens what is to be annotated, as its options want it read, without episodes of no frames.
 *
 * @throws InspireError `DATASET_EMPTY` where no episode has a frame, and what opening raises.
 */
export async function openSource({
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
  const opened = await openDataset(source, from, { positions: readable, noOps });
  try {
    return withoutEmptyEpisodes(opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}
