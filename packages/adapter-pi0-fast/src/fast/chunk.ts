import { type ActionChunk, type ActionDecoding, type ActionShape, InspireError } from '@inspire-vla/adapter';

/**
 * The shape of a chunk.
 *
 * @throws InspireError `ACTION_SHAPE` for an empty or ragged chunk, or one of another shape than the given one.
 */
export function shapeOf(actions: ActionChunk, expected: ActionShape | null): ActionShape {
  const shape = expected ?? { horizon: actions.length, dimensions: actions[0]?.length ?? 0 };
  const { horizon, dimensions } = shape;
  if (horizon === 0 || dimensions === 0) throw wrongShape('the chunk is empty', 'actions', shape);
  if (actions.length !== horizon) {
    throw wrongShape(`the chunk has ${actions.length} actions`, 'actions', shape);
  }
  const ragged = actions.findIndex((action) => action.length !== dimensions);
  if (ragged < 0) return shape;
  throw wrongShape(`the action has ${actions[ragged]?.length} numbers`, `actions[${ragged}]`, shape);
}

/**
 * The numbers of a chunk in time-major order, [horizon × dimensions].
 *
 * @throws InspireError `ACTION_NOT_FINITE` for NaN or infinity.
 */
export function flattenChunk(actions: ActionChunk, { horizon, dimensions }: ActionShape): Float64Array {
  const values = new Float64Array(horizon * dimensions);
  for (let step = 0; step < horizon; step += 1) {
    const action = actions[step] ?? [];
    for (let dimension = 0; dimension < dimensions; dimension += 1) {
      const value = action[dimension] ?? Number.NaN;
      if (!Number.isFinite(value)) throw notFinite(step, dimension);
      values[step * dimensions + dimension] = value;
    }
  }
  return values;
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
export function chunkOf(values: Float64Array, { horizon, dimensions }: ActionShape): ActionChunk {
  const chunk: number[][] = [];
  for (let step = 0; step < horizon; step += 1) {
    const action: number[] = [];
    for (let dimension = 0; dimension < dimensions; dimension += 1) {
      action.push(values[step * dimensions + dimension] as number);
    }
    chunk.push(action);
  }
  return chunk;
}

/** A typed decoding failure. */
export function failure(reason: string, detail: string): Extract<ActionDecoding, { ok: false }> {
  return { ok: false, failure: { reason, detail } };
}

function wrongShape(message: string, at: string, { horizon, dimensions }: ActionShape): InspireError {
  return new InspireError({
    code: 'ACTION_SHAPE',
    message,
    at,
    fix: `give a chunk of ${horizon || 'at least one'} × ${dimensions || 'at least one'} numbers`,
  });
}
