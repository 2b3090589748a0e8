import { type ActionDecoding, InspireError } from '@inspire-vla/adapter';
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

/**
 * Makes the map: FAST id t is id `vocabularySize` − 1 − `fastSkipTokens` − t.
 *
 * @throws InspireError `VOCABULARY_SIZE` where that is no id.
 */
export function createIdMap({ vocabularySize, fastSkipTokens, foreignIds, tokens }: IdMapOptions): IdMap {
  const firstId = vocabularySize - 1 - fastSkipTokens;
  let size = 0;
  for (const token of tokens) size = Math.max(size, token + 1);
  if (!Number.isSafeInteger(firstId) || firstId < size - 1)
    throw noRoom(vocabularySize, fastSkipTokens, size);
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

function noRoom(vocabularySize: number, fastSkipTokens: number, size: number): InspireError {
  return new InspireError({
    code: 'VOCABULARY_SIZE',
    message: `${size} action tokens and ${fastSkipTokens} behind them do not fit into a vocabulary of ${vocabularySize}`,
    at: 'vocabularySize',
    fix: "give the backbone's vocabulary, PaliGemma's has 257152 entries, or a smaller FAST tokenizer",
  });
}
