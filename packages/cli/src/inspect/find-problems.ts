import { InspireError } from '@inspire-vla/adapter';
import type { Column, Episode, EpisodeSource } from '@inspire-vla/dataset';
import { createActionCheck } from './checks/check-actions.js';
import { checkCameras } from './checks/check-cameras.js';
import { createDuplicateCheck } from './checks/check-duplicates.js';
import { checkInstruction } from './checks/check-language.js';
import { checkEnds, checkRate, checkTimes } from './checks/check-times.js';
import { checkValues } from './checks/check-values.js';
import { checkVideos } from './checks/check-videos.js';
import type { DatasetProblem } from './checks/problem.js';

/** What reading through a dataset has found. */
export interface Findings {
  readonly problems: readonly DatasetProblem[];
  /** What could not be looked at, with the reason. */
  readonly unchecked: readonly string[];
}

/**
 * Reads through a dataset and looks for what would disturb training.
 *
 * An episode that cannot be read is a problem of its own, and the next is read.
 *
 * @param onEpisode - told the columns of every episode that could be read.
 * @param signal - ends it before the next episode.
 */
export async function findProblems(
  source: EpisodeSource,
  onEpisode: (columns: ReadonlyMap<string, Column>) => void,
  signal?: AbortSignal,
): Promise<Findings> {
  const problems: DatasetProblem[] = [];
  const unchecked = new Set<string>();
  const [actions, duplicates] = [createActionCheck(source), createDuplicateCheck()];
  for (const [index, { id, instruction, length }] of source.episodes.entries()) {
    signal?.throwIfAborted();
    try {
      const episode = await source.open(index);
      problems.push(...(await checkRecords(episode, source.fps)));
      const columns = await readColumns(episode, source);
      problems.push(...checkValues(id, length, source.features, columns));
      problems.push(...checkEnds(id, columns.get('is_first'), columns.get('is_last')));
      problems.push(...duplicates.add(id, instruction, columns));
      actions.add(id, columns, length);
      onEpisode(columns);
      problems.push(...(await checkVideos(episode, source.fps)));
      const cameras = await checkCameras(episode);
      problems.push(...cameras.problems);
      for (const reason of cameras.unchecked) unchecked.add(reason);
      // Last, since positions may stand in files of their own (LIBERO's object infos): without them all else is sound.
      await episode.scene?.();
    } catch (error) {
      problems.push(unreadable(id, error));
    }
  }
  return { problems: [...problems, ...actions.finish()], unchecked: [...unchecked] };
}

/** What the format says of the episode and its frames, beside their values. */
async function checkRecords(episode: Episode, fps: number): Promise<readonly DatasetProblem[]> {
  const { id, instruction, length } = episode;
  const problems: DatasetProblem[] = [];
  if (length === 0) problems.push({ code: 'empty-episode', at: id, message: 'the episode has no frames' });
  const records = (await episode.frameRecords?.()) ?? { numbers: null, seconds: null, instructions: null };
  problems.push(
    ...checkTimes(episode, fps, records),
    ...checkInstruction(id, instruction, records.instructions),
  );
  const states = (await episode.simulatorStates?.()) ?? null;
  if (states === null || records.seconds !== null) return problems;
  // The simulator's time stands first. It leaps where a replay waits, so only its usual step tells something.
  const seconds = Array.from({ length }, (_, frame) => states.values[frame * states.width] ?? 0);
  const rate = checkRate(id, fps, seconds);
  return rate === null ? problems : [...problems, rate];
}

async function readColumns(
  episode: Episode,
  { features }: EpisodeSource,
): Promise<ReadonlyMap<string, Column>> {
  const columns = new Map<string, Column>();
  for (const { name } of features) columns.set(name, await episode.column(name));
  return columns;
}

function unreadable(id: string, error: unknown): DatasetProblem {
  if (!InspireError.isInstance(error)) throw error;
  const place = error.at === undefined ? id : `${id} (${error.at})`;
  return { code: 'unreadable', at: place, message: `${error.code}: ${error.message}` };
}
