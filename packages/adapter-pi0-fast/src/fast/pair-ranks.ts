/** Gives the rank of a pair of ids, or −1 where it is never merged. */
export type PairRanks = (left: number, right: number) => number;

/**
 * Ranks by pair, as an open hash table on flat arrays: the encoder's innermost loop asks it some hundred times a chunk.
 *
 * @param pairs - pairs of ids by rank; of equal pairs the last one counts.
 */
export function createPairRanks(pairs: readonly (readonly [left: number, right: number])[]): PairRanks {
  const bits = Math.ceil(Math.log2(pairs.length * 2 + 2));
  const mask = 2 ** bits - 1;
  const lefts = new Int32Array(mask + 1).fill(-1);
  const rights = new Int32Array(mask + 1);
  const ranks = new Int32Array(mask + 1).fill(-1);

  /** The pair's place, or the free one where it would stand. */
  function placeOf(left: number, right: number): number {
    let place = (Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> (32 - bits);
    while (lefts[place] !== -1 && (lefts[place] !== left || rights[place] !== right))
      place = (place + 1) & mask;
    return place;
  }

  pairs.forEach(([left, right], rank) => {
    const place = placeOf(left, right);
    lefts[place] = left;
    rights[place] = right;
    ranks[place] = rank;
  });
  return (left, right) => ranks[placeOf(left, right)] as number;
}
