import { InspireError } from '@inspire-vla/adapter';
import { type EpisodeSource, selectEpisodes } from '@inspire-vla/dataset';

/** One of several parts that a source is annotated in. */
export interface Shard {
  /** From 0. */
  readonly index: number;
  readonly count: number;
}

/**
 * The episodes of a shard: consecutive ones, in equal numbers as far as that goes.
 *
 * @throws InspireError `SHARD_EMPTY` where there are more shards than episodes.
 */
export function selectShard(source: EpisodeSource, shard: Shard): EpisodeSource {
  const { index, count } = shard;
  const total = source.episodes.length;
  if (count > total) {
    throw new InspireError({
      code: 'SHARD_EMPTY',
      message: `${total} episodes cannot be given to ${count} shards`,
      at: source.files[0] ?? 'the source',
      fix: `use at most ${total} shards`,
    });
  }
  return selectEpisodes(source, firstOf(shard, total), firstOf({ index: index + 1, count }, total));
}

/** The number of a shard's first episode among all. */
export function firstOf({ index, count }: Shard, total: number): number {
  return Math.floor((index * total) / count);
}

/** A shard for a person, who counts from 1: `1 of 3`. */
export function describeShard({ index, count }: Shard): string {
  return `${index + 1} of ${count}`;
}

/**
 * Parses `i/n`, i from 0 to n − 1.
 *
 * @throws InspireError `SHARD_SYNTAX` for anything else.
 */
export function parseShard(text: string): Shard {
  const [, index = Number.NaN, count = Number.NaN] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
  if (index < count) return { index, count };
  throw new InspireError({
    code: 'SHARD_SYNTAX',
    message: `"${text}" is no shard`,
    at: '--shard',
    fix: 'write i/n with i from 0 to n − 1, such as 0/4',
  });
}
