import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCosineTransform } from './cosine-transform.js';

const transform = createCosineTransform();

/** The definition of the orthonormal DCT-II, term by term. */
function definition(values: readonly number[], horizon: number, dimensions: number): number[] {
  return values.map((_, index) => {
    const frequency = Math.floor(index / dimensions);
    const terms = Array.from(
      { length: horizon },
      (_, time) =>
        (values[time * dimensions + (index % dimensions)] ?? Number.NaN) *
        Math.cos((Math.PI * (2 * time + 1) * frequency) / (2 * horizon)),
    );
    const scale = Math.sqrt((frequency === 0 ? 1 : 2) / horizon);
    return scale * terms.reduce((sum, term) => sum + term, 0);
  });
}

const chunks = fc
  .tuple(fc.integer({ min: 1, max: 17 }), fc.integer({ min: 1, max: 5 }))
  .chain(([horizon, dimensions]) =>
    fc
      .array(fc.double({ min: -2, max: 2, noNaN: true }), {
        minLength: horizon * dimensions,
        maxLength: horizon * dimensions,
      })
      .map((values) => ({ horizon, dimensions, values })),
  );

describe('the cosine transform', () => {
  it('is its definition, for even and odd horizons', () => {
    fc.assert(
      fc.property(chunks, ({ horizon, dimensions, values }) => {
        const coefficients = transform.forward(Float64Array.from(values), horizon, dimensions);
        const expected = definition(values, horizon, dimensions);
        expect([...coefficients]).toEqual(expected.map((value) => expect.closeTo(value, 10)));
      }),
    );
  });

  it('comes back by its inverse', () => {
    fc.assert(
      fc.property(chunks, ({ horizon, dimensions, values }) => {
        const coefficients = transform.forward(Float64Array.from(values), horizon, dimensions);
        const back = transform.inverse(coefficients, horizon, dimensions);
        expect([...back]).toEqual(values.map((value) => expect.closeTo(value, 10)));
      }),
    );
  });

  it("has scipy's rounding errors at a horizon of one", () => {
    expect(transform.forward(Float64Array.of(0.25), 1, 1)[0]).toBe(0.25000000000000006);
    const single = createCosineTransform('float32');
    // 0.75 becomes a little less in float32, so that 7.5 rounds down.
    expect(single.forward(Float64Array.of(0.75), 1, 1)[0]).toBe(Math.fround(0.75 - 2 ** -24));
  });
});
