import type { AxisWords, Direction } from '@inspire-vla/adapter';
import { checkKnown } from '../check-known.js';
import type { Frame } from './frame.js';
import { sideWords } from './words.js';

/**
 * How the pictures that go with labels stand, as against what the third-person camera sees: `upright`, turned by
 * half (`rotated-180`), exchanged left for right (`mirrored`), or upside down with left and right kept (`flipped`).
 */
export type ImageOrientation = 'upright' | 'rotated-180' | 'mirrored' | 'flipped';

/** A frame whose left and right do not fit the pictures. */
export interface OrientationMismatch {
  /** Machine-readable kind. */
  readonly reason: 'image-orientation';
  /** The words that name the wrong side in these pictures. */
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

/**
 * Compares a frame's image orientation with that of a dataset's pictures.
 *
 * Up, down, front and back speak of the world and stay true. Left and right are the viewer's sides, so turning the
 * pictures by 180° without the labels makes both wrong. Source: Koorye/Inspire\@c61328bc (pictures flipped by rows,
 * labels not turned) as against openpi (pictures turned by 180°).
 *
 * @param pictures - how the pictures of the dataset stand.
 * @returns null where left and right are the picture's sides.
 * @throws InspireError `FRAME_SYNTAX` for an orientation that does not exist.
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
  if (isMirrored[speaks] === isMirrored[pictures]) return null;
  return {
    reason: 'image-orientation',
    words: sideWords,
    detail: `the labels speak of ${speaks} pictures, these are ${pictures}: ${sideWords.join(' and ')} are exchanged`,
    fix: `turn the pictures, or label with orientFrame(frame, '${pictures}')`,
  };
}

/**
 * The same frame for pictures that stand otherwise: left and right are exchanged where the pictures exchange them.
 *
 * @throws InspireError `FRAME_SYNTAX` for an orientation that does not exist.
 *
 * @example
 * ```ts
 * import { frames, orientFrame } from '@inspire-vla/direction-labeler';
 *
 * orientFrame(frames.libero, 'rotated-180').y; // ['left', 'right']
 * ```
 */
export function orientFrame(frame: Frame, pictures: ImageOrientation): Frame {
  if (findOrientationMismatch(frame, pictures) === null) return { ...frame, image: pictures };
  return { ...frame, x: mirror(frame.x), y: mirror(frame.y), z: mirror(frame.z), image: pictures };
}

function mirror(pair: AxisWords): AxisWords {
  return sideWords.includes(pair[0]) ? [pair[1], pair[0]] : pair;
}
