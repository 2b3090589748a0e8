import type { ActionDecoding } from '@inspire-vla/adapter';
import { failure } from './chunk.js';

/** FAST ids and the backbone's own, from the end of its vocabulary downwards. */
export interface IdMap {
  toBackbone(tokens: readonly number[]): readonly number[];
  /** FAST ids, or the failure for an id that is none. */
  toFast(ids: readonly number[]): readonly number[] | Extract<ActionDecoding, { ok: false }>;
}

/** Options of {@link createIdMap}. */
export interface IdMapOptions {
  /** Entries of the backbone's vocabulary. */
  readonly vocabularySize: number;
  /** Entries at its end that actions leave alone. */
  readonly fastSkipTokens: number;
  /** What becomes of an id below those of actions. */
  readonly foreignIds: 'fail' | 'drop';
  /** The FAST tokenizer's ids. */
  readonly tokens: Iterable<number>;
}

/** Makes the map: FAST id t is id `vocabularySize` − 1 − `fastSkipTokens` − t. */
export function createIdMap({ vocabularySize, fastSkipTokens, foreignIds, tokens }: IdMapOptions): IdMap {
  const firstId = vocabularySize - 1 - fastSkipTokens;
  let size = 0;
  for (const token of tokens) size = Math.max(size, token + 1);
  const isToken = (token: number) => Number.isInteger(token) && token >= 0 && token < size;
  const isDropped = (id: number) => foreignIds === 'drop' && Number.isInteger(id) && id >= 0 && id <= firstId;

  return {
    toBackbone: (given) => given.map((token) => firstId - token),
    toFast(ids) {
      const known: number[] = [];
      for (const [place, id] of ids.entries()) {
        if (isToken(firstId - id)) known.push(firstId - id);
        else if (!isDropped(id))
          return failure('foreign-token', `id ${id} at position ${place} is no action token`);
      }
      return known;
    },
  };
}
