import type { Tensor, Tensors, VqConfig } from '../index.js';

/**
 * A residual VQ that can be checked by hand: both networks give back their input, and the code books are the given
 * ones. The hidden layers hold every number twice, once with the sign turned, so that the rectifier loses nothing.
 */
export function identityVq(shape: { readonly horizon: number; readonly dimensions: number }, books: Books) {
  const size = shape.horizon * shape.dimensions;
  const config: VqConfig = {
    ...shape,
    latentDimensions: size,
    codes: books[0]?.length ?? 0,
    groups: books.length,
    actionScale: 1,
  };
  const weights: Tensors = new Map([
    ...identityNetwork('encoder', size),
    ...identityNetwork('decoder', size),
    ...books.map((book, group): [string, Tensor] => [
      `vq_embedding.layers.${group}._codebook.embed`,
      { shape: [1, book.length, size], data: Float32Array.from(book.flat()) },
    ]),
  ]);
  return { config, weights };
}

/** Code vectors [groups][codes][horizon × dimensions]. */
type Books = readonly (readonly (readonly number[])[])[];

const hidden = 128;

function identityNetwork(name: string, size: number): readonly [string, Tensor][] {
  const split = (row: number, column: number) =>
    row >> 1 === column && row < 2 * size ? (row % 2 === 0 ? 1 : -1) : 0;
  return [
    ...layer(`${name}.encoder.0`, hidden, size, split),
    ...layer(`${name}.encoder.2`, hidden, hidden, (row, column) => (row === column ? 1 : 0)),
    ...layer(`${name}.fc`, size, hidden, (row, column) => split(column, row)),
  ];
}

function layer(
  name: string,
  rows: number,
  columns: number,
  weight: (row: number, column: number) => number,
): [string, Tensor][] {
  const data = Float32Array.from({ length: rows * columns }, (_, index) =>
    weight(Math.floor(index / columns), index % columns),
  );
  return [
    [`${name}.weight`, { shape: [rows, columns], data }],
    [`${name}.bias`, { shape: [rows], data: new Float32Array(rows) }],
  ];
}
