import type { EpisodeSummary } from '@inspire-vla/dataset';
import type { Metadata } from '../metadata.js';
import type { ObjectPlacement } from './placement.js';

/** What an earlier annotation says of which body an object is. */
export type RecordedBody = Pick<ObjectPlacement, 'body' | 'offset'>;

/** Finds the body of an object of an episode; its `body` is null where the annotation does not say. */
export type RecordedBodies = (
  episode: Pick<EpisodeSummary, 'id' | 'instruction'>,
  phrase: string,
) => RecordedBody;

/**
 * Makes the function that says which bodies an annotated source was linked to.
 *
 * @param metadata - of the source; null where it has lost them.
 * @param episodes - all of the source.
 */
export function createRecordedBodies(
  metadata: Metadata | null,
  episodes: readonly Pick<EpisodeSummary, 'id'>[],
): RecordedBodies {
  const tasks = new Map((metadata?.tasks ?? []).map(({ instruction, objects }) => [instruction, objects]));
  const places = new Map(episodes.map(({ id }, index) => [id, index]));
  // Another tool may have taken episodes out; what holds for all of a task still holds.
  const lines = metadata?.episodes.length === episodes.length ? metadata.episodes : [];
  return ({ id, instruction }, phrase) => {
    const objects = tasks.get(instruction) ?? [];
    const row = objects.findIndex((object) => object.phrase === phrase);
    const line = lines[places.get(id) ?? -1];
    const common = objects[row]?.body ?? null;
    return { body: line?.bodies[row] ?? common, offset: objects[row]?.offset ?? [0, 0, 0] };
  };
}
