import { type AxisWords, directions, InspireError } from '@inspire-vla/adapter';
import type { ImageOrientation } from './image-orientation.js';
import { axes, parseFrame } from './parse-frame.js';
import { type Matrix3, type Rotation, rotationMatrix } from './rotation.js';
import { oppositePairs, viewerPairs } from './words.js';

/** Which words the axes of the world have, for somebody who watches the robot. */
export interface Frame {
  /** [positive, negative] */
  readonly x: AxisWords;
  /** [positive, negative] */
  readonly y: AxisWords;
  /** [positive, negative] */
  readonly z: AxisWords;
  /** Turns a vector of the world into the axes that the words belong to; none: they are the world's own. */
  readonly rotation?: Matrix3;
  /** The pictures whose sides left and right are; default `upright`. */
  readonly image?: ImageOrientation;
  /** Whose up and down are spoken of: the `world`'s, which stay however pictures stand (default), or the `picture`'s. */
  readonly height?: 'world' | 'picture';
  /**
   * What `compatibility: 'authors'` makes of ties: `first-axis` (their LIBERO code, the default), or `last-word`
   * (their real-robot code: the largest component must be strictly larger, otherwise the z axis's negative word).
   */
  readonly authorsTies?: 'first-axis' | 'last-word';
}

/** A frame in the form that people write: words per axis, and a rotation in any form. */
export interface FrameOptions extends Omit<Frame, 'rotation'> {
  /** World → the axes that the words belong to. */
  readonly rotation?: Rotation;
}

/**
 * The frames of the paper's two set-ups.
 *
 * `libero`: +x away from the base, +y the viewer's right (Koorye/Inspire\@c61328bc vla_scripts/datasets_with_vqa.py).
 * `authors-real`: the authors' real robot (scripts/annotate_data.py of the same commit).
 */
export const frames = {
  libero: { x: viewerPairs.depth, y: viewerPairs.side, z: viewerPairs.height },
  'authors-real': {
    x: viewerPairs.side,
    y: [viewerPairs.depth[1], viewerPairs.depth[0]],
    z: viewerPairs.height,
    authorsTies: 'last-word',
  },
} as const satisfies Record<string, Frame>;

/**
 * Makes a frame of words per axis.
 *
 * @param frame - text such as `x:front/back,y:right/left,z:up/down` (positive word first), or an object.
 * @throws InspireError `FRAME_SYNTAX` for text of another form, `FRAME_WORDS` for words that are no pair of opposites
 * or stand on two axes, `FRAME_ROTATION` for a rotation that is none.
 *
 * @example
 * ```ts
 * import { createFrame, createLabeler } from '@inspire-vla/direction-labeler';
 *
 * createFrame('x:right/left,y:back/front,z:up/down').y; // ['back', 'front']
 *
 * // A robot whose base is turned by a quarter: its y axis is the speaking frame's x axis.
 * const frame = createFrame({
 *   x: ['front', 'back'],
 *   y: ['right', 'left'],
 *   z: ['up', 'down'],
 *   rotation: [0, 1, 0, -1, 0, 0, 0, 0, 1],
 * });
 * createLabeler({ frame }).label({ object: [0, 0.2, 0], effector: [0, 0, 0], grasped: false }).answer; // 'front'
 * ```
 */
export function createFrame(frame: string | FrameOptions): Frame {
  if (typeof frame === 'string') return checkWords(parseFrame(frame), frame);
  const { rotation, ...rest } = frame;
  const checked = checkWords(rest, 'frame');
  return rotation === undefined ? checked : { ...checked, rotation: rotationMatrix(rotation) };
}

function checkWords(frame: Frame, at: string): Frame {
  for (const axis of axes) {
    // Callers without types leave axes out.
    const pair: AxisWords | undefined = frame[axis];
    if (!oppositePairs.some(([one, other]) => one === pair?.[0] && other === pair?.[1])) {
      throw wordsError(at, `${pair?.[0]}/${pair?.[1]} on ${axis} are no opposite directions`);
    }
  }
  const { x, y, z } = frame;
  if (new Set([...x, ...y, ...z]).size !== 6) throw wordsError(at, 'a word stands on two axes');
  return frame;
}

function wordsError(at: string, message: string): InspireError {
  return new InspireError({
    code: 'FRAME_WORDS',
    message,
    at,
    fix: `give each axis one pair of opposites of: ${directions.join(', ')}`,
  });
}
