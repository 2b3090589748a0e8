import type { ResumableWriter } from '@inspire-vla/dataset';
import type { OutputShape } from '../output-shape.js';
import type { EpisodeNote } from '../tally.js';

/** An annotated episode that is ready to be written. */
export interface ReadyEpisode {
  readonly note: EpisodeNote;
  writeTo(writer: ResumableWriter<EpisodeNote>): Promise<void>;
}

/** Those who annotate episodes: this thread, or others. Episodes come in order, whoever did them. */
export interface Crew {
  /**
   * The episodes from one on.
   *
   * @param directory - where they are written.
   */
  episodes(first: number, shape: OutputShape, directory: string): AsyncIterable<ReadyEpisode>;
  /** Ids of the longest token sequence of each of so many episodes, in any order. */
  tokenLengths(count: number): AsyncIterable<number>;
  close(): Promise<void>;
}
