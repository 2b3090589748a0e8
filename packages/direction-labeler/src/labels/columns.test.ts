import { formulations } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrame, frames } from '../frame/frame.js';
import { createLabeler } from './labeler.js';
import { distancesOf, relationsBetween } from './relations-between.js';
import { unlabelled } from './rules/rule.js';
import { smoothLabels } from './smooth.js';
import { changePoints, labelRuns } from './statistics.js';

const codes = fc
  .array(fc.constantFrom(0, 1, 2, 6, unlabelled), { maxLength: 40 })
  .map((list) => Uint16Array.from(list));

describe('smoothLabels', () => {
  it('takes single frames between two equal labels to those', () => {
    expect([...smoothLabels(Uint16Array.of(3, 3, 5, 3, 5, 5))]).toEqual([3, 3, 3, 3, 5, 5]);
    expect([...smoothLabels(Uint16Array.of(3, 5, 3, 5, 3))]).toEqual([3, 3, 3, 3, 3]);
    expect([...smoothLabels(Uint16Array.of(5, 3, 3, 5))]).toEqual([5, 3, 3, 5]);
  });

  it('neither makes nor removes a grasp or a gap', () => {
    fc.assert(
      fc.property(codes, (column) => {
        const smoothed = smoothLabels(column, { keep: [6] });
        column.forEach((code, frame) => {
          for (const kept of [6, unlabelled]) expect(smoothed[frame] === kept).toBe(code === kept);
        });
      }),
    );
  });

  it('is done after one pass, which may be in place', () => {
    fc.assert(
      fc.property(codes, (column) => {
        const before = column.slice();
        const once = smoothLabels(column);
        expect(column).toEqual(before);
        expect(smoothLabels(once)).toEqual(once);
        expect(labelRuns(once).runs).toBeLessThanOrEqual(labelRuns(column).runs);
        expect(smoothLabels(column, {}, column)).toEqual(once);
      }),
    );
  });
});

describe('changePoints and labelRuns', () => {
  it('find every change, and only those', () => {
    fc.assert(
      fc.property(codes, (column) => {
        const points = [...changePoints(column)];
        const wanted = [...column.keys()].filter((frame) => frame > 0 && column[frame] !== column[frame - 1]);
        expect(points).toEqual(wanted);
        const { runs, shortest, longest } = labelRuns(column);
        expect(runs).toBe(column.length === 0 ? 0 : wanted.length + 1);
        expect(shortest).toBeLessThanOrEqual(longest);
      }),
    );
  });

  it('counts flickers', () => {
    expect(labelRuns(Uint16Array.of(3, 3, 6, 3, 3, 3, 1))).toEqual({
      runs: 4,
      flickers: 1,
      shortest: 1,
      longest: 3,
    });
  });
});

describe('relationsBetween', () => {
  const effector = Float64Array.of(1, 2, 3, 4, 5, 6);

  it('subtracts frame by frame, for objects that move and objects that stand', () => {
    expect([...relationsBetween(Float64Array.of(1, 1, 1, 1, 1, 1), effector)]).toEqual([
      0, -1, -2, -3, -4, -5,
    ]);
    expect([...relationsBetween(Float32Array.of(1, 1, 1), effector)]).toEqual([0, -1, -2, -3, -4, -5]);
    expect([...effector]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('fills a given array, and gives nothing of nothing', () => {
    const relations = new Float64Array(6);
    expect(relationsBetween(effector, effector, relations)).toBe(relations);
    expect(relationsBetween(new Float64Array(0), new Float64Array(0))).toHaveLength(0);
  });

  it('refuses lengths that do not fit', () => {
    const refused = expect.objectContaining({ code: 'LABEL_LENGTHS' });
    expect(() => relationsBetween(new Float64Array(9), effector)).toThrow(refused);
    expect(() => relationsBetween(new Float64Array(7), new Float64Array(7))).toThrow(refused);
    expect(() => relationsBetween(effector, effector, new Float64Array(3))).toThrow(refused);
  });
});

describe('columns of 32-bit numbers', () => {
  it('get the labels of the same numbers in 64 bits, in any frame', () => {
    const part = fc.float({ min: -1, max: 1, noNaN: true });
    const frame = createFrame({ ...frames.libero, rotation: { w: 2, x: 1, y: 0, z: 1 } });
    fc.assert(
      fc.property(
        fc.constantFrom(...formulations),
        fc.array(fc.tuple(part, part, part)),
        (formulation, vectors) => {
          const { labelRelations } = createLabeler({ formulation, frame });
          const single = Float32Array.from(vectors.flat());
          const double = Float64Array.from(single);
          expect(labelRelations({ relations: single, grasped: null })).toEqual(
            labelRelations({ relations: double, grasped: null }),
          );
        },
      ),
    );
  });
});

describe('distancesOf', () => {
  it('measures every frame, and says NaN of what is unknown', () => {
    expect([...distancesOf(Float64Array.of(3, 4, 0, 0, Number.NaN, 0))]).toEqual([5, Number.NaN]);
    expect(() => distancesOf(new Float64Array(4))).toThrow(
      expect.objectContaining({ code: 'LABEL_LENGTHS' }),
    );
  });
});

describe('tolerance', () => {
  const label = (x: number, y: number, tolerance: number) =>
    createLabeler().label({ object: [x, y, 0], effector: [0, 0, 0], grasped: false, tolerance }).answer;

  it('leaves out what a little error decides', () => {
    expect(label(0.1, 0.09, 0)).toBe('front');
    expect(label(0.1, 0.09, 0.02)).toBe('');
    expect(label(0.1, 0.05, 0.02)).toBe('front');
    expect(label(0.01, 0, 0.02)).toBe('');
  });

  it('never says anything else, says less as it grows, and never doubts a grasp', () => {
    const part = fc.double({ min: -0.5, max: 0.5, noNaN: true });
    const level = fc.double({ min: 0, max: 0.2, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...formulations),
        fc.array(fc.tuple(part, part, part), { maxLength: 10 }),
        level,
        (formulation, vectors, tolerance) => {
          const labeler = createLabeler({ formulation });
          const relations = Float64Array.from(vectors.flat());
          const exact = labeler.labelRelations({ relations, grasped: null });
          const some = labeler.labelRelations({ relations, grasped: null, tolerance });
          some.forEach((code, frame) => {
            expect([exact[frame], unlabelled]).toContain(code);
          });
          const grasped = new Uint8Array(vectors.length).fill(1);
          const held = labeler.labelRelations({ relations, grasped, tolerance });
          for (const code of held) expect(labeler.meaning(code)).toEqual({ kind: 'grasped' });
        },
      ),
    );
    fc.assert(
      fc.property(part, part, level, level, (x, y, one, other) => {
        const [small, large] = [Math.min(one, other), Math.max(one, other)];
        if (label(x, y, small) === '') expect(label(x, y, large)).toBe('');
      }),
    );
  });

  it('must be a distance', () => {
    for (const tolerance of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => label(1, 0, tolerance)).toThrow(expect.objectContaining({ code: 'LABEL_THRESHOLD' }));
    }
  });
});
