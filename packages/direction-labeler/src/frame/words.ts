import { type AxisWords, type Direction, directions } from '@inspire-vla/adapter';

// The tuple of directions is ordered in pairs of opposites, positive first, as seen by a third-person viewer.
const [right, left, up, down, front, back] = directions;

/** The words of the viewer's sides. */
export const sideWords: readonly Direction[] = [right, left];

/** The words of the picture's other direction, where that is what they speak of. */
export const heightWords: readonly Direction[] = [up, down];

/** Word pairs of the viewer's own axes: to the side, upwards, towards the viewer. */
export const viewerPairs: {
  readonly side: AxisWords;
  readonly height: AxisWords;
  readonly depth: AxisWords;
} = { side: [right, left], height: [up, down], depth: [front, back] };

/** Every pair of opposites, either word first. */
export const oppositePairs: readonly AxisWords[] = [
  [right, left],
  [left, right],
  [up, down],
  [down, up],
  [front, back],
  [back, front],
];
