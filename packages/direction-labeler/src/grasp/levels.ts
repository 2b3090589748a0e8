/** How far a signal goes, and how much it trembles. */
export interface SignalLevels {
  /** Highest and lowest value. */
  readonly open: number;
  readonly closed: number;
  /** Standard deviation of its noise, from the median step between frames. */
  readonly noise: number;
  /** Largest change between two frames. */
  readonly fastest: number;
}

/** Whether a signal takes no more than two values: a switch, which has no noise and no spikes. */
export function isSwitch(values: Float64Array): boolean {
  const first = values[0];
  let other = first;
  for (let frame = 1; frame < values.length; frame += 1) {
    const value = values[frame];
    if (value === first || value === other) continue;
    if (other !== first) return false;
    other = value;
  }
  return true;
}

/** Measures a filtered signal of at least one value; noise is measured before the filter. */
export function measureLevels(filtered: Float64Array, raw: Float64Array): SignalLevels {
  let open = Number.NEGATIVE_INFINITY;
  let closed = Number.POSITIVE_INFINITY;
  let fastest = 0;
  let before = filtered[0] as number;
  for (let frame = 0; frame < filtered.length; frame += 1) {
    const value = filtered[frame] as number;
    open = Math.max(open, value);
    closed = Math.min(closed, value);
    fastest = Math.max(fastest, Math.abs(value - before));
    before = value;
  }
  return { open, closed, fastest, noise: isSwitch(raw) ? 0 : noiseOf(raw) };
}

/**
 * The gripper moves in few frames, so the median step is noise: for Gaussian noise of deviation σ the median
 * difference of two values is 0.954 σ.
 */
function noiseOf(values: Float64Array): number {
  if (values.length < 2) return 0;
  const steps = new Float64Array(values.length - 1);
  for (let frame = 0; frame < steps.length; frame += 1) {
    steps[frame] = Math.abs((values[frame + 1] as number) - (values[frame] as number));
  }
  return nthSmallest(steps, (steps.length - 1) >> 1) / 0.954;
}

/** The value that would stand at a place if they were sorted; they are put in another order (Hoare's selection). */
function nthSmallest(values: Float64Array, place: number): number {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = values[place] as number;
    let low = from;
    let high = to;
    while (low <= high) {
      while ((values[low] as number) < pivot) low += 1;
      while ((values[high] as number) > pivot) high -= 1;
      if (low > high) break;
      const swapped = values[low] as number;
      values[low] = values[high] as number;
      values[high] = swapped;
      low += 1;
      high -= 1;
    }
    if (high < place) from = low;
    if (low > place) to = high;
  }
  return values[place] as number;
}

/** Deviations of its noise that a signal must move by: noise of no usual episode reaches so far. */
const leastOfNoise = 8;

/** The least change that tells something of closed and open: a share of the largest magnitude, and more than noise. */
export function leastChange({ open, closed, noise }: SignalLevels, minimumChange: number): number {
  return Math.max(minimumChange * Math.max(Math.abs(open), Math.abs(closed)), leastOfNoise * noise);
}

/** Whether a signal moves more than it trembles. */
export function isMoving(levels: SignalLevels, minimumChange: number): boolean {
  const range = levels.open - levels.closed;
  return range > 0 && range >= leastChange(levels, minimumChange);
}
