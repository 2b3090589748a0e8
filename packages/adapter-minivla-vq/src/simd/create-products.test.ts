import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import loadWabt from 'wabt';
import { createProducts } from './create-products.js';
import { multiplyWasm } from './multiply-wasm.js';

const finite = fc.float({ noNaN: true, noDefaultInfinity: true, min: -100, max: 100 });
const matrix = fc
  .record({ rows: fc.integer({ min: 1, max: 70 }), columns: fc.integer({ min: 1, max: 40 }) })
  .chain(({ rows, columns }) => {
    const size = { minLength: rows * columns, maxLength: rows * columns };
    return fc.array(finite, size).map((data) => ({ rows, columns, data }));
  });

describe('products by WebAssembly', () => {
  it('are those of plain loops within the rounding of float32, for matrices of any shape side by side', () => {
    fc.assert(
      fc.property(fc.array(matrix, { minLength: 1, maxLength: 3 }), finite, (matrices, seed) => {
        const products = createProducts(matrices);
        matrices.forEach(({ rows, columns, data }, index) => {
          const vector = Float32Array.from({ length: columns }, (_, column) =>
            Math.fround(Math.sin(column + seed)),
          );
          const result = products[index]?.(vector) ?? [];
          expect(result).toHaveLength(rows);
          for (let row = 0; row < rows; row += 1) {
            const terms = Array.from(vector, (value, column) => value * (data[row * columns + column] ?? 0));
            const sum = terms.reduce((total, term) => total + term, 0);
            const size = terms.reduce((total, term) => total + Math.abs(term), 0);
            expect(Math.abs((result[row] ?? Number.NaN) - sum)).toBeLessThanOrEqual(
              columns * 2 ** -24 * size + 1e-30,
            );
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('come from the assembled source that stands beside', async () => {
    const wabt = await loadWabt();
    const source = readFileSync(new URL('./multiply.wat', import.meta.url), 'utf8');
    const { buffer } = wabt.parseWat('multiply.wat', source, { simd: true }).toBinary({});
    expect(Buffer.from(buffer).toString('base64')).toBe(multiplyWasm);
  });
});
