import type { DatasetTotals, WriterOptions } from './dataset-writer.js';

/** Where an episode stands in its dataset. */
export interface EpisodePlace {
  /** Its number. */
  readonly episode: number;
  /** Frames. */
  readonly length: number;
  /** Its first frame's number in the whole dataset. */
  readonly from: number;
  /** Number of its instruction: its place among the declared tasks, else behind them, in the order in which they occur. */
  readonly task: number;
}

/** Counts the episodes of a dataset as they are written. */
export interface PlaceCounter {
  /** Where an episode of this instruction and length would stand; it is not counted yet. */
  next(instruction: string, length: number): EpisodePlace;
  /** Counts an episode. */
  add(instruction: string, length: number): void;
  totals(): DatasetTotals;
  /** Instructions in the order in which they first occur. */
  tasks(): readonly string[];
}

/**
 * Begins to count: no episode is there yet.
 *
 * @param tasks - `WriterOptions.tasks`. They keep their numbers, since columns of a dataset may speak of them: GR00T's
 * `annotation.*` are numbers of tasks.
 */
export function createPlaceCounter(tasks: WriterOptions['tasks'] = []): PlaceCounter {
  const numbers = new Map<string, number>();
  for (const [number, task] of tasks.entries()) if (!numbers.has(task)) numbers.set(task, number);
  const used = new Set<string>();
  let others = 0;
  let [episodes, frames] = [0, 0];
  const taskOf = (instruction: string) => numbers.get(instruction) ?? tasks.length + others;
  return {
    next: (instruction, length) => ({ episode: episodes, length, from: frames, task: taskOf(instruction) }),
    add(instruction, length) {
      if (!numbers.has(instruction)) {
        numbers.set(instruction, taskOf(instruction));
        others += 1;
      }
      used.add(instruction);
      episodes += 1;
      frames += length;
    },
    totals: () => ({ episodes, frames, tasks: used.size }),
    tasks: () => [...used],
  };
}

/**
 * Where episodes stand that are written one after another.
 *
 * @param tasks - those that the writer is given in its options.
 *
 * @example
 * ```ts
 * import { episodePlaces } from '@inspire-vla/dataset';
 *
 * const episodes = [{ instruction: 'lift the cup', length: 2 }, { instruction: 'lift the cup', length: 3 }];
 * episodePlaces(episodes)[1]; // { episode: 1, length: 3, from: 2, task: 0 }
 * ```
 */
export function episodePlaces(
  episodes: readonly { readonly instruction: string; readonly length: number }[],
  tasks: WriterOptions['tasks'] = [],
): readonly EpisodePlace[] {
  const counter = createPlaceCounter(tasks);
  return episodes.map(({ instruction, length }) => {
    const place = counter.next(instruction, length);
    counter.add(instruction, length);
    return place;
  });
}
