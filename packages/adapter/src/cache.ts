/** Values by name, made when first asked for. */
export type Cache<Value> = (name: string, make: () => Value) => Value;

/**
 * Keeps what an adapter makes of a text, such as the pieces of an instruction, which comes again with every frame.
 *
 * @param limit - At most so many values; a full cache is emptied, which a dataset's few tasks never cause.
 *
 * @example
 * ```ts
 * import { createCache, type Tokenizer } from '@inspire-vla/adapter';
 *
 * export function createEncoder(tokenizer: Tokenizer) {
 *   const cached = createCache<readonly number[]>(1000);
 *   return (text: string) => cached(text, () => tokenizer.encode(text));
 * }
 * ```
 */
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
