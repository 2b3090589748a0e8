import { InspireError } from '../errors.js';

/**
 * Number of rows in row-major numbers [rows × dimensions].
 *
 * @throws InspireError `STATISTICS_SHAPE` for a part of a row, `STATISTICS_NOT_FINITE` for NaN or infinity.
 */
export function countRows(values: ArrayLike<number>, dimensions: number): number {
  if (values.length % dimensions !== 0) {
    throw new InspireError({
      code: 'STATISTICS_SHAPE',
      message: `${values.length} numbers are no whole number of rows of ${dimensions}`,
      at: 'rows',
      fix: 'give all rows the same number of dimensions',
    });
  }
  for (let index = 0; index < values.length; index += 1) {
    if (!Number.isFinite(values[index])) throw notFinite(index, dimensions);
  }
  return values.length / dimensions;
}

/**
 * Whether a number can be a number of dimensions.
 *
 * @throws InspireError `STATISTICS_SHAPE` for anything but a whole number of at least 1.
 */
export function checkDimensions(dimensions: number): void {
  if (Number.isSafeInteger(dimensions) && dimensions > 0) return;
  throw new InspireError({
    code: 'STATISTICS_SHAPE',
    message: `${dimensions} is no number of dimensions`,
    at: 'dimensions',
    fix: 'give a whole number of at least 1',
  });
}

/** The error for statistics of nothing. */
export function noRows(): InspireError {
  return new InspireError({
    code: 'STATISTICS_EMPTY',
    message: 'there are no statistics of no rows',
    fix: 'add at least one row first',
  });
}

function notFinite(index: number, dimensions: number): InspireError {
  return new InspireError({
    code: 'STATISTICS_NOT_FINITE',
    message: 'a number is NaN or infinite',
    at: `row ${Math.floor(index / dimensions)}, dimension ${index % dimensions}`,
    fix: 'leave the row out, or mend the data',
  });
}
