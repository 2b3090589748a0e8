/** Frames [start, end) in which the gripper is closed around something, or around nothing. */
export interface Closure {
  readonly start: number;
  readonly end: number;
}

/** Closed below a threshold, open again `back` above it. */
export function thresholdClosures(values: Float64Array, threshold: number, back: number): readonly Closure[] {
  const closures: Closure[] = [];
  let start = -1;
  for (let frame = 0; frame < values.length; frame += 1) {
    const value = values[frame] as number;
    if (start < 0 && value < threshold) start = frame;
    else if (start >= 0 && value >= threshold + back) {
      closures.push({ start, end: frame });
      start = -1;
    }
  }
  if (start >= 0) closures.push({ start, end: values.length });
  return closures;
}

/** How {@link settledClosures} reads a signal, in the signal's unit. */
export interface SettledLimits {
  /** Below this the gripper is closed after any fall, and from the first frame on. */
  readonly threshold: number;
  /** A fall from the last peak that closes the gripper by itself, however wide it stays. */
  readonly fall: number;
  /** A fall from the last peak, or a rise from the lowest level, that is more than noise. */
  readonly step: number;
  /** A change per frame from which the fingers are moving. */
  readonly moving: number;
}

/**
 * Closed from where the fingers stop closing to where they start to open.
 *
 * A threshold alone is seconds off for a thick object: it is crossed while the fingers still close, and long after
 * they let go. So a closure ends when the signal rises from the lowest level that it reached, however low that is. Nor
 * is a threshold alone what begins one: it lies by what else is grasped in the episode, which says nothing of this object.
 */
export function settledClosures(values: Float64Array, limits: SettledLimits): readonly Closure[] {
  const closures: Closure[] = [];
  let start = -1;
  let level = 0;
  let peak = Number.NEGATIVE_INFINITY;
  for (let frame = 0; frame < values.length; frame += 1) {
    const value = values[frame] as number;
    if (start >= 0) {
      level = Math.min(level, value);
      if (value <= level + limits.step) continue;
      closures.push(refine(values, { start, end: frame }, limits.moving));
      start = -1;
      peak = value;
    } else {
      peak = Math.max(peak, value);
      const isClosed = value < limits.threshold && (peak - value > limits.step || frame === 0);
      if (isClosed || peak - value >= limits.fall) [start, level] = [frame, value];
    }
  }
  if (start >= 0) closures.push(refine(values, { start, end: values.length }, limits.moving));
  return closures;
}

/** Moves the start to where the fingers stop, and the end to where they begin to move. */
function refine(values: Float64Array, { start, end }: Closure, moving: number): Closure {
  const fall = (frame: number) => (values[frame] as number) - (values[frame + 1] as number);
  let [first, last] = [start, end];
  while (first + 1 < last && fall(first) > moving) first += 1;
  if (end < values.length) while (last - 1 > first && -fall(last - 2) > moving) last -= 1;
  return { start: first, end: last };
}

/** Joins closures across openings that are too short, then drops closures that are too short. */
export function withoutFlicker(closures: readonly Closure[], minimumFrames: number): readonly Closure[] {
  const joined: Closure[] = [];
  for (const closure of closures) {
    const before = joined.at(-1);
    if (before !== undefined && closure.start - before.end < minimumFrames) {
      joined[joined.length - 1] = { start: before.start, end: closure.end };
    } else joined.push(closure);
  }
  return joined.filter(({ start, end }) => end - start >= minimumFrames);
}
