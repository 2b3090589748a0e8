import { automaticFeatures } from './features.js';

/** A feature of `meta/info.json`, as far as it matters where its values are. */
type Declared = readonly [name: string, feature: { readonly dtype: string }];

/**
 * Features whose names differ from an earlier one's in upper and lower case only, with that one's name. To DuckDB such
 * names are one, so the later would get the values of the earlier.
 */
export function nameTwins(declared: readonly Declared[]): ReadonlyMap<string, string> {
  const columns = new Map(automaticFeatures.map(({ name }) => [name, name]));
  // Videos have no columns beside the features, but some in a table of their own.
  const videos = new Map<string, string>();
  const twins = new Map<string, string>();
  for (const [name, { dtype }] of declared) {
    const taken = dtype === 'video' ? videos : columns;
    const first = taken.get(name.toLowerCase());
    if (first === undefined) taken.set(name.toLowerCase(), name);
    else if (first !== name) twins.set(name, first);
  }
  return twins;
}
