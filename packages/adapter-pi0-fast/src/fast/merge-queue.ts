/** The pairs of a word that may be merged: first learnt first, of equals leftmost first. */
export interface MergeQueue {
  /** Adds the pair that begins at a place. */
  push(rank: number, place: number): void;
  /** Takes the first pair out, and gives its rank, or −1 where there is none; its place is `place`. */
  pop(): number;
  /** Place of the pair that was taken out last. */
  readonly place: number;
}

/** The end of a list. */
const none = -1;

/**
 * Makes a queue for so many ranks, which can serve again and again.
 *
 * Ranks are few, so each has a list of its own, in the order of places, and 32 ranks share a word that says which lists
 * are not empty: nothing is compared, and nothing moves as in a heap.
 */
export function createMergeQueue(ranks: number): MergeQueue {
  const heads = new Int32Array(ranks).fill(none);
  const tails = new Int32Array(ranks).fill(none);
  const filled = new Int32Array(Math.ceil(ranks / 32));
  // Nodes of all lists: a place, and the node that follows.
  const places: number[] = [];
  const nexts: number[] = [];
  let used = 0;
  /** No earlier word of `filled` has a bit. */
  let first = filled.length;
  let place = none;

  function push(rank: number, at: number): void {
    const node = used;
    used += 1;
    places[node] = at;
    const tail = tails[rank] as number;
    if (heads[rank] === none) {
      start(rank, node);
    } else if (at > (places[tail] as number)) {
      nexts[tail] = node;
      nexts[node] = none;
      tails[rank] = node;
    } else {
      insert(rank, node, at);
    }
  }

  function start(rank: number, node: number): void {
    heads[rank] = node;
    tails[rank] = node;
    nexts[node] = none;
    const word = rank >> 5;
    filled[word] = (filled[word] as number) | (1 << (rank & 31));
    if (word < first) first = word;
  }

  /** Puts a node before the first one that stands further right; the tail does. */
  function insert(rank: number, node: number, at: number): void {
    let before = none;
    let after = heads[rank] as number;
    while ((places[after] as number) < at) {
      before = after;
      after = nexts[after] as number;
    }
    nexts[node] = after;
    if (before === none) heads[rank] = node;
    else nexts[before] = node;
  }

  function pop(): number {
    while (first < filled.length && filled[first] === 0) first += 1;
    if (first === filled.length) {
      used = 0;
      return none;
    }
    const bits = filled[first] as number;
    const lowest = bits & -bits;
    const rank = first * 32 + 31 - Math.clz32(lowest);
    const node = heads[rank] as number;
    place = places[node] as number;
    heads[rank] = nexts[node] as number;
    if (heads[rank] === none) filled[first] = bits & ~lowest;
    return rank;
  }

  return {
    push,
    pop,
    get place() {
      return place;
    },
  };
}
