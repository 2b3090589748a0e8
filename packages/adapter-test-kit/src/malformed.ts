import fc from 'fast-check';

const foreign = fc.oneof(
  { weight: 4, arbitrary: fc.nat(300_000) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, 2 ** 53) },
);

/** Ids from anywhere, most of them no action tokens, and none at all. */
export const malformedIds: fc.Arbitrary<readonly number[]> = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 9, arbitrary: fc.array(foreign, { minLength: 1, maxLength: 40 }) },
);

/** Ids of a chunk with something wrong: one lost, doubled, replaced, moved, or the end cut off. */
export function mutatedIds(ids: readonly number[]): fc.Arbitrary<readonly number[]> {
  const place = fc.nat(Math.max(0, ids.length - 1));
  const near = fc.integer({ min: -300, max: 300 });
  return fc.oneof(
    place.map((at) => ids.toSpliced(at, 1)),
    place.map((at) => ids.toSpliced(at, 0, ...ids.slice(at, at + 1))),
    place.map((at) => ids.slice(0, at)),
    fc.tuple(place, foreign).map(([at, id]) => ids.toSpliced(at, 1, id)),
    fc.tuple(place, near).map(([at, step]) => ids.map((id, index) => (index === at ? id + step : id))),
    fc
      .tuple(place, place)
      .map(([from, to]) => ids.toSpliced(from, 1).toSpliced(to, 0, ...ids.slice(from, from + 1))),
    foreign.map((id) => [...ids, id]),
    fc.constant([...ids, ...ids]),
  );
}
