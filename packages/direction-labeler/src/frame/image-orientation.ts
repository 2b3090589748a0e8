import type { AxisWords, Direction } from '@inspire-vla/adapter';
import { checkKnown } from '../check-known.js';
import type { Frame } from './frame.js';
import { heightWords, sideWords } from './words.js';

/**
 * How the pictures that go with labels stand, as against what the third-person camera sees: `upright`, turned by
 * half (`rotated-180`), exchanged left for right (`mirrored`), or upside down with left and right kept (`flipped`).
 */
export type ImageOrientation = 'upright' | 'rotated-180' | 'mirrored' | 'flipped';

/** A frame whose left and right, or up and down, do not fit the pictures. */
export interface OrientationMismatch {
  /** Machine-readable kind. */
  readonly reason: 'image-orientation';
  /** The words that name the wrong side in these pictures, opposites together. */
  readonly words: readonly Direction[];
  /** One sentence for a person. */
  readonly detail: string;
  /** What to do about it. */
  readonly fix: string;
}

const isMirrored: Readonly<Record<ImageOrientation, boolean>> = {
  upright: false,
  'rotated-180': true,
  mirrored: true,
  flipped: false,
};

const isUpsideDown: Readonly<Record<ImageOrientation, boolean>> = {
  upright: false,
  'rotated-180': true,
  mirrored: false,
  flipped: true,
};

/**
 * Compares a frame's image orientation with that of a dataset's pictures.
 *
 * Up, down, front and back speak of the world and stay true; of a frame whose `height` is the `picture`'s, only front and
 * back do. Left and right are the viewer's sides, so turning the pictures by 180° without the labels makes both wrong.
 * Source: Koorye/Inspire\@c61328bc (pictures flipped by rows, labels not turned) as against openpi (pictures turned by
 * 180°).
 *
 * @param pictures - how the pictures of the dataset stand.
 * @returns null where left and right, and up and down if they are the picture's, are as the pictures have them.
 * @throws InspireError `FRAME_SYNTAX` for an orientation or a height that does not exist.
 *
 * @example
 * ```ts
 * import { findOrientationMismatch, frames } from '@inspire-vla/direction-labeler';
 *
 * findOrientationMismatch(frames.libero, 'upright'); // null
 * findOrientationMismatch(frames.libero, 'rotated-180')?.words; // ['right', 'left']
 * ```
 */
export function findOrientationMismatch(
  frame: Frame,
  pictures: ImageOrientation,
): OrientationMismatch | null {
  const speaks = frame.image ?? 'upright';
  for (const [at, name] of Object.entries({ 'frame.image': speaks, pictures }))
    checkKnown('FRAME_SYNTAX', at, name, Object.keys(isMirrored));
  checkKnown('FRAME_SYNTAX', 'frame.height', frame.height ?? 'world', ['world', 'picture']);
  const exchanged = [
    ...(isMirrored[speaks] === isMirrored[pictures] ? [] : [sideWords]),
    ...(frame.height !== 'picture' || isUpsideDown[speaks] === isUpsideDown[pictures] ? [] : [heightWords]),
  ];
  if (exchanged.length === 0) return null;
  const pairs = exchanged.map((words) => words.join(' and ')).join(', ');
  return {
    reason: 'image-orientation',
    words: exchanged.flat(),
    detail: `the labels speak of ${speaks} pictures, these are ${pictures}: ${pairs} are exchanged`,
    fix: `turn the pictures, or label with orientFrame(frame, '${pictures}')`,
  };
}

/**
 * The same frame for pictures that stand otherwise: left and right, and up and down where they are the picture's, are
 * exchanged where the pictures exchange them.
 *
 * @throws InspireError `FRAME_SYNTAX` for an orientation or a height that does not exist.
 *
 * @example
 * ```ts
 * import { frames, orientFrame } from '@inspire-vla/direction-labeler';
 *
 * orientFrame(frames.libero, 'rotated-180').y; // ['left', 'right']
 * ```
 */
export function orientFrame(frame: Frame, pictures: ImageOrientation): Frame {
  const words = findOrientationMismatch(frame, pictures)?.words ?? [];
  const turned = ([one, other]: AxisWords): AxisWords => (words.includes(one) ? [other, one] : [one, other]);
  return { ...frame, x: turned(frame.x), y: turned(frame.y), z: turned(frame.z), image: pictures };
}
