import type { DatasetTotals } from './dataset-writer.js';

/** Where an episode stands in its dataset. */
export interface EpisodePlace {
  /** Its number. */
  readonly episode: number;
  /** Frames. */
  readonly length: number;
  /** Its first frame's number in the whole dataset. */
  readonly from: number;
  /** Number of its instruction, in the order in which they first occur. */
  readonly task: number;
}

/** Counts the episodes of a dataset as they are written. */
export interface PlaceCounter {
  /** Where an episode of this instruction and length would stand; it is not counted yet. */
  next(instruction: string, length: number): EpisodePlace;
  /** Counts an episode. */
  add(instruction: string, length: number): void;
  totals(): DatasetTotals;
  /** Instructions; entry i is task i. */
  tasks(): readonly string[];
}

/** Begins to count: no episode is there yet. */
export function createPlaceCounter(): PlaceCounter {
  const tasks = new Map<string, number>();
  let [episodes, frames] = [0, 0];
  const taskOf = (instruction: string) => tasks.get(instruction) ?? tasks.size;
  return {
    next: (instruction, length) => ({ episode: episodes, length, from: frames, task: taskOf(instruction) }),
    add(instruction, length) {
      tasks.set(instruction, taskOf(instruction));
      episodes += 1;
      frames += length;
    },
    totals: () => ({ episodes, frames, tasks: tasks.size }),
    tasks: () => [...tasks.keys()],
  };
}

/**
 * Where episodes stand that are written one after another.
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
): readonly EpisodePlace[] {
  const counter = createPlaceCounter();
  return episodes.map(({ instruction, length }) => {
    const place = counter.next(instruction, length);
    counter.add(instruction, length);
    return place;
  });
}
