/** A priority queue. */
export interface Heap<Item> {
  push(item: Item): void;
  /** Takes the first item out. */
  pop(): Item | undefined;
}

/** A binary heap whose first item is the one that stands before all others. */
export function createHeap<Item>(isBefore: (left: Item, right: Item) => boolean): Heap<Item> {
  const items: Item[] = [];

  function push(item: Item): void {
    let place = items.length;
    while (place > 0) {
      const parentPlace = (place - 1) >> 1;
      const parent = items[parentPlace] as Item;
      if (!isBefore(item, parent)) break;
      items[place] = parent;
      place = parentPlace;
    }
    items[place] = item;
  }

  function pop(): Item | undefined {
    const first = items[0];
    const last = items.pop();
    if (items.length > 0) sink(last as Item);
    return first;
  }

  /** Lets an item fall from the top to its place. */
  function sink(item: Item): void {
    let place = 0;
    for (let child = 1; child < items.length; child = 2 * place + 1) {
      const right = child + 1;
      if (right < items.length && isBefore(items[right] as Item, items[child] as Item)) child = right;
      if (!isBefore(items[child] as Item, item)) break;
      items[place] = items[child] as Item;
      place = child;
    }
    items[place] = item;
  }

  return { push, pop };
}
