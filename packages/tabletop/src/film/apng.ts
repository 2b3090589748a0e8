import { crc32 } from 'node:zlib';
import { InspireError, type RgbImage } from '@inspire-vla/adapter';
import { checkPicture } from './check-picture.js';
import { findChange, unchanged, withoutUnchanged } from './frame-change.js';
import { frameDelay } from './frame-rate.js';
import { compressRows, type Rectangle } from './png-rows.js';

/** Makes an animated PNG, frame by frame. */
export interface ApngEncoder {
  /** @throws InspireError `FILM_FRAME` where a frame has another size than the first, or not the bytes of its size. */
  add(frame: RgbImage): void;
  /**
   * The file: it begins anew after its last frame.
   *
   * @throws InspireError `FILM_EMPTY` where no frame was added.
   */
  finish(): Uint8Array;
}

/**
 * Makes an encoder of animated PNG, which every browser and GitHub show; others show the first frame.
 *
 * Frames are kept exactly, but for pure magenta (255, 0, 255), which becomes (254, 0, 255): that colour stands for "as
 * in the frame before", so that only what moves takes room. The encoders on npm are years old or write GIF.
 *
 * @throws InspireError `FILM_RATE` unless there are from 0.001 to 1,000 frames per second.
 *
 * @example
 * ```ts
 * import { createApngEncoder } from '@inspire-vla/tabletop/film';
 *
 * const encoder = createApngEncoder({ framesPerSecond: 20 });
 * for (const level of [0, 128, 255]) {
 *   encoder.add({ width: 2, height: 2, bytes: new Uint8Array(12).fill(level) });
 * }
 * console.log(encoder.finish().subarray(1, 4)); // the letters PNG
 * ```
 */
export function createApngEncoder({ framesPerSecond }: { readonly framesPerSecond: number }): ApngEncoder {
  const delay = frameDelay(framesPerSecond);
  const chunks: Uint8Array[] = [];
  let [before, frames, sequence]: [RgbImage | null, number, number] = [null, 0, 0];
  return {
    add(frame) {
      checkPicture(frame);
      const after = withoutUnchanged(frame);
      if (before !== null && (before.width !== after.width || before.height !== after.height)) {
        throw wrongSize(before, after);
      }
      const whole = {
        rectangle: { x: 0, y: 0, width: after.width, height: after.height },
        bytes: after.bytes,
      };
      const { rectangle, bytes } = before === null ? whole : findChange(before, after);
      const data = compressRows(bytes, rectangle);
      chunks.push(frameControl(sequence, rectangle, delay));
      chunks.push(before === null ? chunk('IDAT', data) : chunk('fdAT', words(sequence + 1), data));
      sequence += before === null ? 1 : 2;
      frames += 1;
      before = after;
    },
    finish() {
      if (before === null) throw noFrames();
      // 8 bits, RGB, no interlace; the colour that means nothing is transparent.
      const header = chunk('IHDR', words(before.width, before.height), Uint8Array.of(8, 2, 0, 0, 0));
      const nothing = chunk('tRNS', Uint8Array.from(unchanged.flatMap((value) => [0, value])));
      const animation = chunk('acTL', words(frames, 0));
      return Buffer.concat([signature, header, nothing, animation, ...chunks, chunk('IEND')]);
    },
  };
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Where a frame goes and how long it stays; it is drawn over the frame before. */
function frameControl(
  sequence: number,
  { x, y, width, height }: Rectangle,
  [seconds, frames]: readonly [number, number],
): Uint8Array {
  const delay = Uint8Array.of(seconds >> 8, seconds & 255, frames >> 8, frames & 255);
  return chunk('fcTL', words(sequence, width, height, x, y), delay, Uint8Array.of(0, sequence === 0 ? 0 : 1));
}

function chunk(name: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), ...parts]);
  return Buffer.concat([words(body.length - 4), body, words(crc32(body))]);
}

/** Big-endian numbers of 32 bits. */
function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setUint32(index * 4, value);
  });
  return bytes;
}

function wrongSize(before: RgbImage, after: RgbImage): InspireError {
  return new InspireError({
    code: 'FILM_FRAME',
    message: `a frame is ${after.width}×${after.height}, those before are ${before.width}×${before.height}`,
    fix: 'give all frames one size',
  });
}

/** An error of a film without frames. */
export function noFrames(): InspireError {
  return new InspireError({
    code: 'FILM_EMPTY',
    message: 'the film has no frames',
    fix: 'add at least one frame before it is finished',
  });
}
