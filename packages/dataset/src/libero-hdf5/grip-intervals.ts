/** Frames [start, end) in which the fingers are closed around something. */
export interface GripInterval {
  readonly start: number;
  readonly end: number;
}

/** Fingers that are closer than this hold nothing, metres. Panda's own stop at 1 mm and creep there from 2.5 mm. */
const emptyWidth = 0.003;

/** Fingers that close less than this until the next frame have met something, metres; free ones close seven times that. */
const settledChange = 0.0007;

/** Fingers that open more than this in a frame have let go, metres; less is what was squeezed giving way. */
const openingStep = 0.0012;

/**
 * Fingers that open more than this until the next frame have let go by this one, metres: they had nothing to push away
 * any more. Those that let go within the next frame open up to 2.2 mm in it, free ones at least 2.5 mm.
 */
const freeStep = 0.0024;

/** Fingers that go on closing by more than this in a frame had been held up by something else, or lost it, metres. */
const closingStep = 0.002;

/**
 * When the fingers are closed around something, from how far apart they are and what they were told.
 *
 * A grip begins once the gripper is told to close and the fingers stop short of each other, and ends when it is told
 * to open and they do, or when they go on closing after all.
 *
 * @param widths - distance between the fingers at each frame, metres.
 * @param commands - gripper command of each frame's action, positive closes; it acts until the next frame.
 */
export function gripIntervals(widths: Float64Array, commands: Float64Array): readonly GripInterval[] {
  const intervals: GripInterval[] = [];
  let start: number | null = null;
  for (let frame = 0; frame < widths.length; frame += 1) {
    const width = widths[frame] ?? 0;
    const isClosing = frame > 0 && (commands[frame - 1] ?? 0) > 0;
    if (start === null) {
      const ahead = widths[Math.min(frame + 1, widths.length - 1)] ?? 0;
      if (isClosing && width > emptyWidth && Math.abs(width - ahead) < settledChange) start = frame;
      continue;
    }
    const change = width - (widths[frame - 1] ?? 0);
    const opens = change > openingStep || (widths[frame + 1] ?? width) - width > freeStep;
    if ((!isClosing && opens) || change < -closingStep || width <= emptyWidth) {
      intervals.push({ start, end: frame });
      start = null;
    }
  }
  return start === null ? intervals : [...intervals, { start, end: widths.length }];
}
