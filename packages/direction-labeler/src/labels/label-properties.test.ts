import { type Direction, type Formulation, formulations } from '@inspire-vla/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLabeler, type LabelerOptions } from './labeler.js';
import type { Proximity, Relation } from './relation.js';

const origin = Object.freeze([0, 0, 0] as const);

function value(object: readonly [number, number, number], options: LabelerOptions = {}): Relation {
  return createLabeler(options).label({ object: Object.freeze(object), effector: origin, grasped: false })
    .value;
}

// Millimetres well apart from ties and from zero, so that rounding cannot change what is said.
const size = fc.integer({ min: 1, max: 999 });
const vector = fc
  .tuple(size, size, size, fc.integer({ min: 0, max: 7 }))
  .filter(([x, y, z]) => new Set([x, y, z]).size === 3)
  .map(([x, y, z, signs]) => {
    const signed = [x, y, z].map((number, axis) => ((signs >> axis) & 1 ? -number : number) / 1000);
    return signed as unknown as readonly [number, number, number];
  });

const opposite: Readonly<Record<Direction, Direction>> = {
  right: 'left',
  left: 'right',
  up: 'down',
  down: 'up',
  front: 'back',
  back: 'front',
};

describe('mirroring an axis', () => {
  it.each([0, 1, 2])('swaps the two words of axis %i in direction-1d, and no others', (axis) => {
    fc.assert(
      fc.property(vector, (relation) => {
        const mirrored = relation.map((number, index) => (index === axis ? -number : number));
        const [before, after] = [value(relation), value(mirrored as unknown as typeof relation)];
        if (before.kind !== 'direction' || after.kind !== 'direction') throw new Error('no direction');
        const isSwapped = before.axis === 'xyz'[axis];
        expect(after.direction).toBe(isSwapped ? opposite[before.direction] : before.direction);
      }),
    );
  });

  it.each([0, 1, 2])(
    'turns one sign in direction-3d and location-3d, none in the distances (axis %i)',
    (axis) => {
      const flip = (numbers: readonly number[]) =>
        numbers.map((number, index) => (index === axis ? -number : number) + 0);
      fc.assert(
        fc.property(vector, (relation) => {
          const mirrored = flip(relation) as unknown as typeof relation;
          const both = (formulation: Formulation) =>
            [value(relation, { formulation }), value(mirrored, { formulation })] as const;
          const [signs, signsAfter] = both('direction-3d');
          if (signs.kind !== 'directions') throw new Error('no directions');
          expect(signsAfter).toEqual({ kind: 'directions', signs: flip(signs.signs) });
          const [place, placeAfter] = both('location-3d');
          if (place.kind !== 'location' || placeAfter.kind !== 'location') throw new Error('no location');
          expect(placeAfter.decimetres.map((number) => number + 0)).toEqual(flip(place.decimetres));
          for (const formulation of ['proximity', 'distance'] as const) {
            const [before, after] = both(formulation);
            expect(after).toEqual(before);
          }
        }),
      );
    },
  );
});

describe('scale and place', () => {
  it('does not change a direction by scale', () => {
    fc.assert(
      fc.property(
        vector,
        fc.integer({ min: 1, max: 100_000 }),
        fc.constantFrom('direction-1d', 'direction-3d'),
        (relation, scale, formulation) => {
          const scaled = relation.map((number) => number * scale) as unknown as typeof relation;
          expect(value(scaled, { formulation })).toEqual(value(relation, { formulation }));
        },
      ),
    );
  });

  it('does not change a label when object and effector move together', () => {
    fc.assert(
      fc.property(vector, vector, ([x, y, z], [a, b, c]) => {
        const object = [x + a, y + b, z + c] as const;
        const moved = createLabeler().label({ object, effector: [a, b, c], grasped: false });
        expect(moved.value).toEqual(value([x, y, z]));
      }),
    );
  });
});

describe('thresholds are monotone', () => {
  const threshold = fc.double({ min: 0.001, max: 1, noNaN: true });

  it.each(['direction-1d', 'direction-3d', 'proximity'] as const)(
    'what %s calls close stays close under a larger threshold',
    (formulation) => {
      const closeness = (found: Relation) => {
        if (found.kind === 'directions') return found.signs.filter((sign) => sign === 0).length;
        return found.kind === 'close' || (found.kind === 'proximity' && found.step === 'close') ? 1 : 0;
      };
      fc.assert(
        fc.property(vector, threshold, threshold, (relation, one, other) => {
          const [small, large] = [Math.min(one, other), Math.max(one, other)];
          const before = closeness(value(relation, { formulation, closeThreshold: small }));
          expect(closeness(value(relation, { formulation, closeThreshold: large }))).toBeGreaterThanOrEqual(
            before,
          );
        }),
      );
    },
  );

  it('proximity and distance never fall as an object moves away', () => {
    const steps: readonly Proximity[] = ['close', 'near', 'middle', 'far'];
    fc.assert(
      fc.property(vector, fc.double({ min: 1, max: 3, noNaN: true }), ([x, y, z], factor) => {
        const away = [x * factor, y * factor, z * factor] as const;
        const step = (found: Relation) =>
          found.kind === 'proximity' ? steps.indexOf(found.step) : Number.NaN;
        const [near, far] = [[x, y, z] as const, away];
        expect(step(value(far, { formulation: 'proximity' }))).toBeGreaterThanOrEqual(
          step(value(near, { formulation: 'proximity' })),
        );
        for (const fine of ['minivla', 'fast'] as const) {
          const number = (found: Relation) => (found.kind === 'distance' ? found.decimetres : Number.NaN);
          expect(number(value(far, { formulation: 'distance', fine }))).toBeGreaterThanOrEqual(
            number(value(near, { formulation: 'distance', fine })),
          );
        }
      }),
    );
  });
});

describe('values and words', () => {
  it('every code of every formulation has a value of its own', () => {
    for (const formulation of formulations) {
      for (const fine of ['minivla', 'fast'] as const) {
        const labeler = createLabeler({ formulation, fine, closeThreshold: 0.05 });
        const { answers } = labeler.vocabulary;
        const values = new Set(answers.map((_, code) => textOf(labeler.meaning(code))));
        expect(values.size).toBe(answers.length);
        expect(new Set(answers).size).toBe(answers.length);
        expect(labeler.meaning(answers.length)).toEqual({ kind: 'unknown' });
      }
    }
  });

  it('location-3d says the same in its value and in its words', () => {
    fc.assert(
      fc.property(vector, fc.constantFrom('minivla', 'fast'), (object, fine) => {
        const labeler = createLabeler({ formulation: 'location-3d', fine });
        const label = labeler.label({ object, effector: origin, grasped: false });
        if (label.value.kind !== 'location') throw new Error('no location');
        const unit = fine === 'fast' ? 10 : 1;
        expect(label.answer.split(' ').map(Number)).toEqual(label.value.decimetres.map((n) => n / unit));
      }),
    );
  });
});

/** JSON that tells −0 from 0. */
function textOf(relation: Relation): string {
  return JSON.stringify(relation, (_, item) => (Object.is(item, -0) ? '-0' : item));
}
