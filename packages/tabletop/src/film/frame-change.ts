import type { RgbImage } from '@inspire-vla/adapter';
import type { Rectangle } from './png-rows.js';

/** What of a frame differs from the one before. */
export interface FrameChange {
  readonly rectangle: Rectangle;
  /** RGB of the rectangle; what did not change has the colour that stands for nothing. */
  readonly bytes: Uint8Array;
}

/** The colour that stands for "as before". */
export const unchanged = [255, 0, 255] as const;

/** Moves the one colour that has another meaning by one level. */
export function withoutUnchanged({ width, height, bytes }: RgbImage): RgbImage {
  const kept = bytes.slice();
  for (let at = 0; at < kept.length; at += 3) {
    if (kept[at] === unchanged[0] && kept[at + 1] === unchanged[1] && kept[at + 2] === unchanged[2])
      kept[at] = 254;
  }
  return { width, height, bytes: kept };
}

/** Finds the smallest rectangle outside of which two pictures are equal; one pixel where they are equal throughout. */
export function findChange(before: RgbImage, after: RgbImage): FrameChange {
  const rectangle = changedRectangle(before, after);
  const { x, y, width, height } = rectangle;
  const bytes = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const at = ((y + Math.floor(pixel / width)) * after.width + x + (pixel % width)) * 3;
    const isSame = isEqual(before.bytes, after.bytes, at);
    bytes.set(isSame ? unchanged : after.bytes.subarray(at, at + 3), pixel * 3);
  }
  return { rectangle, bytes };
}

function changedRectangle(before: RgbImage, after: RgbImage): Rectangle {
  let [left, top, right, bottom] = [after.width, after.height, -1, -1];
  for (let pixel = 0; pixel < after.width * after.height; pixel += 1) {
    if (isEqual(before.bytes, after.bytes, pixel * 3)) continue;
    const [x, y] = [pixel % after.width, Math.floor(pixel / after.width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = y;
  }
  if (right < 0) return { x: 0, y: 0, width: 1, height: 1 };
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

function isEqual(one: Uint8Array, other: Uint8Array, at: number): boolean {
  return one[at] === other[at] && one[at + 1] === other[at + 1] && one[at + 2] === other[at + 2];
}
