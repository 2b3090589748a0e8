/** Entries that a vocabulary needs for these ids; what is no id is for `spans-cover` to report. */
export function sizeOf(ids: readonly number[]): number {
  return ids.reduce((size, id) => (Number.isInteger(id) ? Math.max(size, id + 1) : size), 1);
}
