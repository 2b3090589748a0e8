import { multiplyWasm } from './multiply-wasm.js';

/** A row-major matrix [rows × columns]. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: ArrayLike<number>;
}

/** The product with a vector [columns]: numbers [rows], valid until the next product of the same set. */
export type Product = (vector: ArrayLike<number>) => Float32Array;

/** The part of the WebAssembly API that is used; it is global everywhere, but not in TypeScript's own library. */
interface WebAssemblyApi {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: { readonly multiply: Multiply } };
}

type Multiply = (panel: number, vector: number, products: number, panels: number, columns: number) => void;

/** Rows of a panel; see `multiply.wat`. */
const panelRows = 32;

const pageBytes = 65_536;

/**
 * Matrices whose products with a vector are taken by WebAssembly, four numbers at a time, in float32.
 *
 * Sums run over the columns in order, each step rounded, so a product is off by at most columns · 2⁻²⁴ of the sum of the
 * absolute products. Node and all browsers of the last years know the instructions used.
 */
export function createProducts(matrices: readonly Matrix[]): readonly Product[] {
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };
  const sizes = matrices.map(({ rows, columns }) => ({ panels: Math.ceil(rows / panelRows), columns }));
  const ends = [0];
  for (const { panels, columns } of sizes) ends.push((ends.at(-1) ?? 0) + panels * panelRows * columns);
  const vectorAt = ends.at(-1) ?? 0;
  const productsAt = vectorAt + Math.ceil(Math.max(...sizes.map(({ columns }) => columns)) / 4) * 4;
  const length = productsAt + Math.max(...sizes.map(({ panels }) => panels * panelRows));
  const memory = new WebAssembly.Memory({ initial: Math.ceil((length * 4) / pageBytes) });
  const bytes = Uint8Array.from(atob(multiplyWasm), (character) => character.charCodeAt(0));
  const module = new WebAssembly.Module(bytes);
  const { multiply } = new WebAssembly.Instance(module, { inspire: { memory } }).exports;
  const numbers = new Float32Array(memory.buffer);

  return matrices.map((matrix, index) => {
    const start = ends[index] ?? 0;
    const { panels, columns } = sizes[index] ?? { panels: 0, columns: 0 };
    pack(matrix, numbers.subarray(start, ends[index + 1]));
    const products = numbers.subarray(productsAt, productsAt + matrix.rows);
    return (vector) => {
      numbers.set(vector, vectorAt);
      multiply(start * 4, vectorAt * 4, productsAt * 4, panels, columns);
      return products;
    };
  });
}

/** Lays a matrix out in panels; rows that fill the last one up stay zero. */
function pack({ rows, columns, data }: Matrix, panels: Float32Array): void {
  for (let row = 0; row < rows; row += 1) {
    const panel = Math.floor(row / panelRows) * panelRows * columns + (row % panelRows);
    for (let column = 0; column < columns; column += 1) {
      panels[panel + column * panelRows] = data[row * columns + column] as number;
    }
  }
}
