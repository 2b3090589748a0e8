import { InspireError } from '@inspire-vla/adapter';

/** Bins between −1 and 1. */
const bins = 256;

/**
 * The bin of each number of a normalised state: 0..255 over −1..1, 255 above, and −1 below.
 *
 * Source: openpi\@15a9616a src/openpi/models/tokenizer.py, `numpy.digitize(x, linspace(-1, 1, 257)[:-1]) - 1`; the −1
 * below the range is the reference's, and models are trained on it.
 *
 * @throws InspireError `STATE_NOT_FINITE` for NaN or infinity.
 *
 * @example
 * ```ts
 * import { discretizeState } from '@inspire-vla/adapter-pi0-fast';
 *
 * console.log(discretizeState([-1.5, -1, 0, 1])); // [ -1, 0, 128, 255 ]
 * ```
 */
export function discretizeState(state: readonly number[]): readonly number[] {
  return state.map((value, index) => {
    if (!Number.isFinite(value)) throw notFinite(index);
    if (value < -1) return -1;
    if (value >= 1) return bins - 1;
    const guess = Math.floor(((value + 1) / 2) * bins);
    // The sum rounds; the edges are exact, so a comparison decides.
    return value < (guess * 2) / bins - 1 ? guess - 1 : guess;
  });
}

function notFinite(index: number): InspireError {
  return new InspireError({
    code: 'STATE_NOT_FINITE',
    message: 'a number of the state is NaN or infinite',
    at: `state[${index}]`,
    fix: 'check the normalisation statistics',
  });
}
