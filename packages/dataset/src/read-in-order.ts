/**
 * Makes a reader of numbered things that, where they are asked for in order, reads each while the one before is used.
 *
 * @param isSmall - whether a thing is there and may be read before it is asked for.
 */
export function readInOrder<Item>(
  read: (index: number) => Promise<Item>,
  isSmall: (index: number) => boolean,
): (index: number) => Promise<Item> {
  let ahead: { readonly index: number; readonly item: Promise<Item> } | null = null;
  let last = -1;
  return (index) => {
    const item = ahead?.index === index ? ahead.item : read(index);
    const isInOrder = index === last + 1;
    last = index;
    ahead = isInOrder && isSmall(index + 1) ? { index: index + 1, item: read(index + 1) } : null;
    // A failure is raised where the thing is asked for, if it is.
    ahead?.item.catch(() => undefined);
    return item;
  };
}
