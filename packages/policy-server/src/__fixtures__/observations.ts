import { createNdArray } from '../client/index.js';
import type { ValueMap } from '../codec/value.js';

/** A LIBERO observation that is different for every seed. */
export function liberoObservation(seed: number, side = 16): ValueMap {
  const picture = (offset: number) =>
    createNdArray(
      Uint8Array.from({ length: side * side * 3 }, (_, index) => (index * 7 + seed * 13 + offset) % 256),
      [side, side, 3],
    );
  return {
    'observation/image': picture(0),
    'observation/wrist_image': picture(91),
    'observation/state': createNdArray(Float64Array.from({ length: 8 }, (_, index) => Math.round(Math.sin(seed + index) * 100) / 100)),
    prompt: ['put the bowl on the plate', 'open the drawer', 'turn on the stove'][seed % 3] ?? '',
  };
}
