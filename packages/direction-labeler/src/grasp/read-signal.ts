/** A gripper signal in which low means closed, without gaps. */
export interface GripperSignal {
  readonly values: Float64Array;
  /** How many values were missing; the last one before stands in for them. */
  readonly gaps: number;
}

/** Copies a signal, turned so that low means closed; null where it holds no finite number. */
export function readSignal(signal: ArrayLike<number>, isClosedHigh: boolean): GripperSignal | null {
  const values = new Float64Array(signal.length);
  let last = Array.prototype.find.call(signal, Number.isFinite) as number | undefined;
  if (last === undefined) return null;
  let gaps = 0;
  for (let frame = 0; frame < values.length; frame += 1) {
    const value = signal[frame] as number;
    if (Number.isFinite(value)) last = value;
    else gaps += 1;
    values[frame] = isClosedHigh ? -last : last;
  }
  return { values, gaps };
}

/** Median of each value and its neighbours: single-frame spikes go, steps stay where they are. */
export function medianOfThree(values: Float64Array): Float64Array {
  const filtered = values.slice();
  for (let frame = 1; frame < values.length - 1; frame += 1) {
    const a = values[frame - 1] as number;
    const b = values[frame] as number;
    const c = values[frame + 1] as number;
    filtered[frame] = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
  return filtered;
}
