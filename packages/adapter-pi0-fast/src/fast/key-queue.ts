/** A priority queue of integers from 0 up: the smallest comes first. */
export interface KeyQueue {
  push(key: number): void;
  /** Takes the smallest key out, or gives −1 where there is none. */
  pop(): number;
}

/** Makes a queue that can serve again and again. */
export function createKeyQueue(): KeyQueue {
  // A plain array: its small integers stay integers, and large ones still have room.
  const keys: number[] = [];
  let size = 0;

  function push(key: number): void {
    let place = size;
    size += 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = keys[parent] as number;
      if (above <= key) break;
      keys[place] = above;
      place = parent;
    }
    keys[place] = key;
  }

  function pop(): number {
    if (size === 0) return -1;
    const first = keys[0] as number;
    size -= 1;
    const last = keys[size] as number;
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      const right = child + 1;
      if (right < size && (keys[right] as number) < (keys[child] as number)) child = right;
      const below = keys[child] as number;
      if (below >= last) break;
      keys[place] = below;
      place = child;
    }
    keys[place] = last;
    return first;
  }

  return { push, pop };
}
