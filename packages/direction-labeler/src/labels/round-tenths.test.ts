import fc from 'fast-check';
import { expect, it } from 'vitest';
import { roundTenths } from './round-tenths.js';

function text(value: number): string {
  const tenths = roundTenths(value);
  return `${Object.is(tenths, -0) || tenths < 0 ? '-' : ''}${(Math.abs(tenths) / 10).toFixed(1)}`;
}

it('rounds as Python: true ties to even, near ties by what the double really is', () => {
  // CPython: "{:.1f}".format(v)
  const python: readonly (readonly [number, string])[] = [
    [0.25, '0.2'],
    [0.75, '0.8'],
    [-0.25, '-0.2'],
    [1.25, '1.2'],
    [1.75, '1.8'],
    [0.05, '0.1'],
    [0.15, '0.1'],
    [0.35, '0.3'],
    [0.45, '0.5'],
    [0.55, '0.6'],
    [0.65, '0.7'],
    [0.85, '0.8'],
    [0.95, '0.9'],
    [0.049999999999999996, '0.0'],
    [-0.04, '-0.0'],
    [-0, '-0.0'],
    [0, '0.0'],
    [0.3, '0.3'],
    [9.94, '9.9'],
  ];
  expect(python.map(([value]) => text(value))).toEqual(python.map(([, wanted]) => wanted));
});

it('rounds every other value as toFixed, which is exact too', () => {
  const hundredths = fc.integer({ min: -994, max: 994 }).map((n) => n / 100);
  const twentieths = fc.integer({ min: -198, max: 198 }).map((n) => n / 20);
  const any = fc.double({ min: -9.9, max: 9.9, noNaN: true });
  fc.assert(
    fc.property(fc.oneof(hundredths, twentieths, any), (value) => {
      const isTrueTie = Number.isInteger(value * 4) && !Number.isInteger(value * 2);
      fc.pre(!isTrueTie && value !== 0);
      expect(text(value)).toBe(value.toFixed(1));
    }),
    { numRuns: 2000 },
  );
});

it('never steps back, and is clipped far out', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (one, other) => {
      expect(roundTenths(Math.min(one, other))).toBeLessThanOrEqual(roundTenths(Math.max(one, other)));
    }),
  );
  expect(roundTenths(1e9)).toBe(99);
});
