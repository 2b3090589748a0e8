/** Which slots of the cache hold a position, in order; other slots were rewound and are dead. */
export type Slots = readonly number[];

/**
 * The additive mask [queries, slots] of one pass: 0 where a query sees a slot, −Infinity elsewhere.
 *
 * @param total - slots in the cache, dead ones included.
 * @param visible - for each query, how many of the pass's own positions it sees.
 */
export function additiveMask(slots: Slots, total: number, visible: readonly number[]): Float32Array {
  const width = total + visible.length;
  const mask = new Float32Array(visible.length * width).fill(Number.NEGATIVE_INFINITY);
  visible.forEach((count, query) => {
    const row = query * width;
    if (slots.length === total) mask.fill(0, row, row + total);
    else for (const slot of slots) mask[row + slot] = 0;
    mask.fill(0, row + total, row + total + count);
  });
  return mask;
}

/** The flags [slots] of one pass: 1 for slots that count. */
export function slotFlags(slots: Slots, total: number, length: number): readonly number[] {
  const flags = new Array<number>(total + length).fill(0);
  for (const slot of slots) flags[slot] = 1;
  return flags.fill(1, total);
}
