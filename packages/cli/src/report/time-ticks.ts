/** Seconds between two ticks, smallest first. */
const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600] as const;

/** Ticks that fit beside each other on a narrow page. */
const ticksMaximum = 7;

/** A labelled place on the time axis. */
export interface TimeTick {
  /** From 0 at the beginning to 1 at the end. */
  readonly share: number;
  /** e.g. `2.5 s`. */
  readonly label: string;
}

/** Ticks at round times over an episode. */
export function timeTicks(length: number, fps: number): readonly TimeTick[] {
  const duration = fps > 0 ? length / fps : 0;
  if (duration === 0) return [];
  const step = steps.find((candidate) => duration / candidate <= ticksMaximum) ?? duration / ticksMaximum;
  // A tick at the very end may fall short of it by a rounding error.
  return Array.from({ length: Math.floor(duration / step + 1e-9) + 1 }, (_, tick) => ({
    share: (tick * step) / duration,
    label: `${Number((tick * step).toFixed(1))} s`,
  }));
}
