/** When, within a step, a value belongs: seen before the action, the action itself, or what came of it. */
export type Moment = 'observation' | 'action' | 'outcome';

/** The row of the file's datasets that each frame's values stand in, by moment [frames]. */
export type FrameRows = Readonly<Record<Moment, Int32Array>>;

/** The rows of all steps, of which no frame is dropped. */
export function allRows(length: number): Int32Array {
  return Int32Array.from({ length }, (_, row) => row);
}

/**
 * The frames of a file whose row j holds what was seen before action j.
 *
 * @param kept - rows of the actions that become frames, ascending.
 * @param length - rows of the file.
 */
export function alignedRows(kept: Int32Array, length: number): FrameRows {
  return { observation: kept, action: kept, outcome: outcomeRows(kept, length) };
}

/**
 * The frames of an original demonstration: `states[j]` and `actions[j]` belong together, but `obs[j]` is what was seen
 * after action j, so that frame j sees `obs[j - 1]`. Nothing was recorded before action 0; `obs[0]` stands in.
 *
 * Source: Lifelong-Robot-Learning/LIBERO scripts/create_dataset.py, where the state is taken before, the observation
 * after the environment's step.
 *
 * @param kept - rows of the actions that become frames, ascending.
 * @param length - rows of the file.
 */
export function shiftedRows(kept: Int32Array, length: number): FrameRows {
  return {
    observation: kept.map((step) => Math.max(0, step - 1)),
    action: kept,
    outcome: outcomeRows(kept, length),
  };
}

/** What came of a frame's action is read after the no-ops that were dropped behind it, so the last frame is done. */
function outcomeRows(kept: Int32Array, length: number): Int32Array {
  return kept.map((_, frame) => (kept[frame + 1] ?? length) - 1);
}

/** The rows of a table that frames stand in, one after another. */
export function pickRows<Values extends Float64Array | Uint8Array>(
  values: Values,
  rows: Int32Array,
  width: number,
): Values {
  const picked = (
    values instanceof Uint8Array ? new Uint8Array(rows.length * width) : new Float64Array(rows.length * width)
  ) as Values;
  rows.forEach((row, frame) => {
    picked.set(values.subarray(row * width, (row + 1) * width), frame * width);
  });
  return picked;
}
