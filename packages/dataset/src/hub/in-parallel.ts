/**
 * Does something with each item, a few at a time; after a failure no further item is begun, and the first one is
 * raised when all have ended.
 */
export async function inParallel<Item>(
  items: readonly Item[],
  width: number,
  action: (item: Item) => Promise<void>,
): Promise<void> {
  // One iterator for all: whoever is free takes the next item.
  const queue = items.values();
  const failures: unknown[] = [];
  const work = async () => {
    for (const item of queue) {
      if (failures.length > 0) return;
      await action(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  if (failures.length > 0) throw failures[0];
}
