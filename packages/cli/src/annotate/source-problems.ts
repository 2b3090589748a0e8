import type { EpisodeSource } from '@inspire-vla/dataset';
import { createInstructionLookup } from '@inspire-vla/prompt-builder';
import type { Problem } from './metadata.js';
import { type ObjectOverrides, unusedOverrides } from './object-overrides.js';
import type { TaskObject } from './task-objects.js';

/** What is to be reported of a whole source before any episode is read, the same for each of its shards. */
export function sourceProblems(
  { episodes }: Pick<EpisodeSource, 'episodes'>,
  overrides: ObjectOverrides,
  tasks: ReadonlyMap<string, readonly TaskObject[]>,
): readonly Problem[] {
  const unused = unusedOverrides(overrides, tasks.keys());
  return [...severalTasks(episodes), ...withoutObjects(overrides, tasks), ...unused];
}

/** A size that is given for pictures where there are none: perhaps those of the source were not found. */
export function unusedImageSize(
  { episodes, format }: Pick<EpisodeSource, 'episodes' | 'format'>,
  imageSize: number | undefined,
): readonly Problem[] {
  if (imageSize === undefined || episodes.some(({ cameras }) => cameras.length > 0)) return [];
  return [{ at: format, message: '--image-size does nothing, as the source has no cameras that are read' }];
}

/** Nothing is asked in episodes of these; who gives an empty list of objects means it. */
function withoutObjects(
  overrides: ObjectOverrides,
  tasks: ReadonlyMap<string, readonly TaskObject[]>,
): readonly Problem[] {
  const overrideOf = createInstructionLookup(overrides);
  return [...tasks]
    .filter(([instruction, objects]) => objects.length === 0 && overrideOf(instruction) === undefined)
    .map(([instruction]) => ({
      at: `"${instruction}"`,
      message: 'no object is found in the instruction, so nothing is asked (--objects FILE.json names them)',
    }));
}

/** Frames of further tasks are asked about the objects of the one that comes first. */
function severalTasks(episodes: EpisodeSource['episodes']): readonly Problem[] {
  const mixed = episodes.filter(({ otherTasks }) => otherTasks !== undefined && otherTasks.length > 0);
  const [first] = mixed;
  if (first === undefined) return [];
  const many = mixed.length === 1 ? '1 episode has' : `${mixed.length} episodes have`;
  const [other] = first.otherTasks ?? [];
  const message =
    `${many} several tasks; all frames are taken for the one that comes first: ` +
    `"${first.instruction}", not "${other}"`;
  return [{ at: first.id, message }];
}
