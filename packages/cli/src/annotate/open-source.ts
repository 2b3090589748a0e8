import { type EpisodeSource, openDataset } from '@inspire-vla/dataset';
import { checkChoices } from './check-choices.js';
import type { AnnotateOptions } from './options.js';
import { isByEvents } from './positions/choose-positions.js';
import { withoutEmptyEpisodes } from './without-empty-episodes.js';

/**
 * Opens what is to be annotated, as its options want it read, without episodes of no frames.
 *
 * @throws InspireError `DATASET_EMPTY` where no episode has a frame, `USAGE` for options that cannot be, or exclude one another, and
 * what opening raises.
 */
export async function openSource(
  options: Pick<
    AnnotateOptions,
    'source' | 'from' | 'positions' | 'noOps' | 'stateLayout' | 'eventTolerance'
  >,
): Promise<EpisodeSource> {
  const { source, from, positions = 'auto', noOps = 'keep' } = options;
  checkChoices(options);
  // Nothing is computed that will not be used.
  const readable = positions === 'gripper-events' || isByEvents(options) ? 'scene' : positions;
  const opened = await openDataset(source, from, { positions: readable, noOps });
  try {
    return withoutEmptyEpisodes(opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}
