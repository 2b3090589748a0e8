import type { DuckDBDataChunk } from '@duckdb/node-api';
import { loadBindings } from '../duckdb/bindings.js';
import { readNumbers } from '../duckdb/read-numbers.js';
import type { Column, Feature } from '../episode.js';
import { columnOf } from './columns.js';
import { corrupt } from './errors.js';

/** Values of a column that are read at once at most; a damaged shape may claim any number. */
const largestColumn = 2 ** 27;

/**
 * The values of a feature [length × product(shape)]: in blocks where they are stored plainly, else one by one.
 *
 * @param column - index of the feature's column in the chunks.
 * @throws InspireError `DATASET_CORRUPT` where a row has another shape or type than the feature.
 */
export async function readColumn(
  feature: Feature,
  chunks: readonly DuckDBDataChunk[],
  column: number,
  at: string,
): Promise<Column> {
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const values = feature.shape.reduce((product, axis) => product * axis, rows);
  if (values > largestColumn)
    throw corrupt(at, `${values} values are claimed, ${largestColumn} are read at most`);
  const [{ DuckDBListVector }, bindings] = await Promise.all([import('@duckdb/node-api'), loadBindings()]);
  return (
    readNumbers(bindings, feature, chunks, column) ?? columnOf(DuckDBListVector, feature, chunks, column, at)
  );
}
