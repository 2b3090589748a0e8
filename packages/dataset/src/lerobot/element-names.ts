/**
 * Names of a feature's elements: a list, or, by older recorders, their places by name, a list inside a list, or lists
 * under headings such as `motors`, which are joined where together they name each element once.
 *
 * @param names - as `meta/info.json` has them.
 * @returns null where there are none, `unclear` where there are in another form.
 */
export function elementNames(names: unknown, shape: readonly number[]): readonly string[] | 'unclear' | null {
  if (isTexts(names)) return names;
  const places = Object.entries(Object(names)).sort(([, one], [, other]) => Number(one) - Number(other));
  if (places.length === 0) return null;
  const isPlaced = !Array.isArray(names) && places.every(([, place], index) => place === index);
  if (isPlaced) return places.map(([name]) => name);
  const lists = Object.values(Object(names));
  const [only, ...others] = lists;
  if (others.length === 0 && Array.isArray(only)) return elementNames(only, shape);
  const joined = lists.flat();
  const isEachOnce = shape.length === 1 && joined.length === shape[0] && new Set(joined).size === shape[0];
  return lists.every(isTexts) && isEachOnce ? lists.flat() : 'unclear';
}

function isTexts(list: unknown): list is readonly string[] {
  return Array.isArray(list) && list.every((entry) => typeof entry === 'string');
}
