/**
 * Chooses the episodes of a task that a report shows: the first, the last and some between, at equal distances.
 *
 * @param count - episodes that there are.
 * @param maximum - how many to choose at most.
 * @returns their places in ascending order.
 */
export function chooseEpisodes(count: number, maximum: number): readonly number[] {
  const total = Math.min(count, maximum);
  return Array.from({ length: total }, (_, place) =>
    Math.round((place * (count - 1)) / Math.max(1, total - 1)),
  );
}
