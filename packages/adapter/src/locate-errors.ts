import { InspireError } from './errors.js';

/**
 * Does something that knows its fields but not the file they are in: errors that it throws say both, `place` first.
 *
 * @param place - The file, record or frame that is worked on.
 * @returns What `run` returns.
 * @throws InspireError That of `run`, with `place` before its `at`, and itself as the `cause`; what is no InspireError as it is.
 *
 * @example
 * ```ts
 * import { InspireError, locateErrors } from '@inspire-vla/adapter';
 *
 * const parse = (text: string): unknown => {
 *   if (text === '{}') throw new InspireError({ code: 'STATISTICS_INVALID', message: 'q99 is missing', at: 'actions' });
 *   return JSON.parse(text);
 * };
 * locateErrors('norm_stats.json', () => parse('{"actions": {}}')); // of '{}' an error at "norm_stats.json, actions"
 * ```
 */
export function locateErrors<Result>(place: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!InspireError.isInstance(error)) throw error;
    const { code, message, at, fix } = error;
    throw new InspireError({
      ...{ code, message, cause: error, at: at === undefined ? place : `${place}, ${at}` },
      ...(fix === undefined ? {} : { fix }),
    });
  }
}
