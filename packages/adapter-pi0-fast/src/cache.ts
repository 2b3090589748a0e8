/** Values by name, made when first asked for. */
export type Cache<Value> = (name: string, make: () => Value) => Value;

/** Keeps at most `limit` values; a full cache is emptied, which a dataset's few tasks never cause. */
export function createCache<Value>(limit: number): Cache<Value> {
  const values = new Map<string, Value>();
  return (name, make) => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const value = make();
    if (values.size >= limit) values.clear();
    values.set(name, value);
    return value;
  };
}
