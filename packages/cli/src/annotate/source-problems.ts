import type { EpisodeSource } from '@inspire-vla/dataset';
import type { Problem } from './metadata.js';
import { type ObjectOverrides, unusedOverrides } from './object-overrides.js';

/** What is to be reported of a whole source before any episode is read, the same for each of its shards. */
export function sourceProblems(
  { episodes }: Pick<EpisodeSource, 'episodes'>,
  overrides: ObjectOverrides,
): readonly Problem[] {
  const instructions = new Set(episodes.map(({ instruction }) => instruction));
  return [...severalTasks(episodes), ...unusedOverrides(overrides, instructions)];
}

/** Frames of further tasks are asked about the objects of the first. */
function severalTasks(episodes: EpisodeSource['episodes']): readonly Problem[] {
  const mixed = episodes.filter(({ otherTasks }) => otherTasks !== undefined && otherTasks.length > 0);
  const [first] = mixed;
  if (first === undefined) return [];
  const many = mixed.length === 1 ? '1 episode has' : `${mixed.length} episodes have`;
  const [other] = first.otherTasks ?? [];
  const message =
    `${many} frames of several tasks; all frames are taken for the first that is listed: ` +
    `"${first.instruction}", not "${other}"`;
  return [{ at: first.id, message }];
}
