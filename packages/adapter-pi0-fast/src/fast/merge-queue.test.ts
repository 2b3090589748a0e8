import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMergeQueue } from './merge-queue.js';

type Pair = readonly [rank: number, place: number];

describe('the merge queue', () => {
  const queue = createMergeQueue(100);

  function drain(): readonly Pair[] {
    const pairs: Pair[] = [];
    for (let rank = queue.pop(); rank !== -1; rank = queue.pop()) pairs.push([rank, queue.place]);
    return pairs;
  }

  const pairs = fc.array(fc.tuple(fc.nat(99), fc.nat(20)), { maxLength: 60 });
  const inOrder = (given: readonly Pair[]) =>
    [...given].sort((one, other) => one[0] - other[0] || one[1] - other[1]);

  it('gives pairs by rank, then by place, and serves again', () => {
    fc.assert(
      fc.property(pairs, (given) => {
        for (const [rank, place] of given) queue.push(rank, place);
        expect(drain()).toEqual(inOrder(given));
        expect(queue.pop()).toBe(-1);
      }),
    );
  });

  it('takes pairs in between, also ones that come before all others', () => {
    fc.assert(
      fc.property(pairs, pairs, (given, later) => {
        for (const [rank, place] of given) queue.push(rank, place);
        const rank = queue.pop();
        const rest = inOrder(given).slice(1);
        expect(rank).toBe(inOrder(given)[0]?.[0] ?? -1);
        for (const [another, place] of later) queue.push(another, place);
        expect(drain()).toEqual(inOrder([...rest, ...later]));
      }),
    );
  });
});
