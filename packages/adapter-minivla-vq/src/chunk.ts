import { type ActionChunk, type ActionDecoding, type ActionShape, InspireError } from '@inspire-vla/adapter';

/**
 * The numbers of a chunk in time-major order, [horizon × dimensions].
 *
 * @throws InspireError `ACTION_SHAPE` for a chunk of another shape, `ACTION_NOT_FINITE` for NaN or infinity.
 */
export function flattenChunk(actions: ActionChunk, { horizon, dimensions }: ActionShape): readonly number[] {
  if (actions.length !== horizon) {
    throw wrongShape(`the chunk has ${actions.length} actions, the codec takes ${horizon}`, 'actions');
  }
  const values: number[] = [];
  actions.forEach((action, step) => {
    if (action.length !== dimensions) {
      const message = `action ${step} has ${action.length} numbers, the codec takes ${dimensions}`;
      throw wrongShape(message, `actions[${step}]`);
    }
    for (const value of action) {
      if (!Number.isFinite(value)) throw notFinite(step, values.length % dimensions);
      values.push(value);
    }
  });
  return values;

  function wrongShape(message: string, at: string): InspireError {
    const fix = `give a chunk of ${horizon} × ${dimensions} numbers, or another codec`;
    return new InspireError({ code: 'ACTION_SHAPE', message, at, fix });
  }
}

function notFinite(step: number, dimension: number): InspireError {
  return new InspireError({
    code: 'ACTION_NOT_FINITE',
    message: 'a number of the chunk is NaN or infinite',
    at: `actions[${step}][${dimension}]`,
    fix: 'check the normalisation statistics',
  });
}

/** Time-major numbers [horizon × dimensions] as a chunk. */
export function chunkOf(
  values: ArrayLike<number>,
  { horizon, dimensions }: ActionShape,
): readonly (readonly number[])[] {
  return Array.from({ length: horizon }, (_, step) =>
    Array.from({ length: dimensions }, (_, dimension) => values[step * dimensions + dimension] ?? Number.NaN),
  );
}

/** A typed decoding failure. */
export function failure(reason: string, detail: string): ActionDecoding {
  return { ok: false, failure: { reason, detail } };
}

/** The failure for a wrong number of ids, or null where the number is right. */
export function lengthFailure(ids: readonly number[], length: number): ActionDecoding | null {
  if (ids.length === length) return null;
  return failure('wrong-length', `${ids.length} ids were given, a chunk has ${length}`);
}
