import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../world/random.js';
import { arcSine, arcTangent2 } from './arcs.js';
import { cosine, sine } from './sine-cosine.js';
import { tangent } from './tangent.js';

const double = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });

/** Whether two results differ by rounding only. */
function expectClose(value: number, reference: number): void {
  expect(Math.abs(value - reference)).toBeLessThanOrEqual(2 * Number.EPSILON * Math.abs(reference) + 1e-300);
}

describe('our own trigonometry', () => {
  it('agrees with the engine to the last bits', () => {
    fc.assert(
      fc.property(double(100), (angle) => {
        expectClose(sine(angle), Math.sin(angle));
        expectClose(cosine(angle), Math.cos(angle));
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(double(3), double(3), (y, x) => expectClose(arcTangent2(y, x), Math.atan2(y, x))),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(double(1), (value) => expectClose(arcSine(value), Math.asin(value))),
      {
        numRuns: 2000,
      },
    );
    fc.assert(fc.property(double(0.67), (angle) => expectClose(tangent(angle), Math.tan(angle))));
  });

  it('agrees at the seams: quarters of a turn, the axes and the ends', () => {
    for (let eighths = -16; eighths <= 16; eighths += 1) {
      for (const aside of [0, 1e-15, -1e-9, 1e-6]) {
        const angle = (eighths * Math.PI) / 4 + aside;
        expectClose(sine(angle), Math.sin(angle));
        expectClose(cosine(angle), Math.cos(angle));
      }
    }
    for (const y of [0, -0, 1, -1, 1e-30, 1e30]) {
      for (const x of [0, -0, 1, -1, 1e-30, -1e30]) expect(arcTangent2(y, x)).toBe(Math.atan2(y, x));
    }
    for (const value of [0, -0, 1, -1, 0.5, -0.5, 0.975, 1e-20])
      expect(arcSine(value)).toBe(Math.asin(value));
  });

  it('gives the bits that it has always given', () => {
    const random = createRandom(1);
    let hash = 0x811c9dc5;
    const add = (value: number) => {
      for (const word of new Uint32Array(Float64Array.of(value).buffer))
        hash = Math.imul(hash ^ word, 0x01000193);
    };
    for (let index = 0; index < 20_000; index += 1) {
      const [one, other] = [random.between(-7, 7), random.between(-1, 1)];
      for (const value of [sine(one), cosine(one), arcTangent2(other, one), arcSine(other)]) add(value);
      add(tangent(Math.abs(other) * 0.6));
    }
    expect((hash >>> 0).toString(16)).toBe('52903d99');
  });

  it("stands in for the engine's wherever the physics could notice", () => {
    const folders = ['model', 'model/things', 'world', 'expert', 'tasks', 'episodes', 'engine'];
    const found = folders.flatMap((folder) => {
      const place = new URL(`../${folder}/`, import.meta.url);
      const files = readdirSync(place).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
      return files.filter((name) =>
        /Math\.(a?(sin|cos|tan)h?|atan2|exp|expm1|log|log2|log10|log1p|pow|cbrt)\(/.test(
          readFileSync(new URL(name, place), 'utf8'),
        ),
      );
    });
    expect(found).toEqual([]);
  });
});
