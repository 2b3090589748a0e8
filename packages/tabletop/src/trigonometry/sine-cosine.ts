// `Math.sin` differs in its last bit from engine to engine, and a bit is enough for a box to land elsewhere. These are
// FDLIBM's s_sin.c and s_cos.c, which Node 20 uses too: sums and products alone, which all engines round alike.
// FDLIBM is Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
// Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this
// notice is preserved.

/** Sine of an angle below 800,000 radians; the same bits in every engine. */
export function sine(angle: number): number {
  const { quarter, rest, tail } = reduce(angle);
  const value = quarter % 2 === 0 ? sineNear(rest, tail) : cosineNear(rest, tail);
  return quarter < 2 ? value : -value;
}

/** Cosine of an angle below 800,000 radians; the same bits in every engine. */
export function cosine(angle: number): number {
  const { quarter, rest, tail } = reduce(angle);
  const value = quarter % 2 === 0 ? cosineNear(rest, tail) : sineNear(rest, tail);
  return quarter === 1 || quarter === 2 ? -value : value;
}

/** An angle as quarters of a turn, 0 to 3, and what is left: about ±π/4, in two parts. */
interface Reduced {
  readonly quarter: number;
  readonly rest: number;
  readonly tail: number;
}

/** π/2 in parts of 33 bits, each with what it lacks. */
const parts = [
  [1.5707963267341256, 6.077100506506192e-11],
  [6.077100506303966e-11, 2.0222662487959506e-21],
  [2.0222662487111665e-21, 8.4784276603689e-32],
] as const;

/** Doubles whose upper halves are those at which FDLIBM changes its way. */
const limits = { eighth: 0.7853984832763672, threeEighths: 2.3561935424804688 } as const;

function reduce(angle: number): Reduced {
  const size = Math.abs(angle);
  if (size < limits.eighth) return { quarter: 0, rest: angle, tail: 0 };
  const sign = angle < 0 ? -1 : 1;
  const count = size < limits.threeEighths ? 1 : Math.floor(size * 6.366197723675814e-1 + 0.5);
  const { rest, tail } = subtract(size, count);
  return { quarter: (((sign * count) % 4) + 4) % 4, rest: sign * rest, tail: sign * tail };
}

/** Takes so many quarters of a turn away, with more parts of π/2 the more digits cancel. */
function subtract(size: number, count: number): { readonly rest: number; readonly tail: number } {
  const exponent = upperHalf(size) >>> 20;
  const isClose = upperHalf(size) === upperHalf(count * (Math.PI / 2));
  let left = size - count * parts[0][0];
  let lacking = count * parts[0][1];
  for (const [place, [part, lack]] of parts.entries()) {
    if (place > 0) {
      const cancelled = exponent - ((upperHalf(left - lacking) >>> 20) & 0x7ff);
      if (!isClose || cancelled <= (place === 1 ? 16 : 49)) break;
      const before = left;
      const taken = count * part;
      left = before - taken;
      lacking = count * lack - (before - left - taken);
    }
  }
  const rest = left - lacking;
  return { rest, tail: left - rest - lacking };
}

function sineNear(x: number, tail: number): number {
  if (Math.abs(x) < 2 ** -27) return x;
  const z = x * x;
  const v = z * x;
  const r =
    8.33333333332249e-3 +
    z *
      (-1.984126982985795e-4 +
        z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  const first = -1.6666666666666632e-1;
  return tail === 0 ? x + v * (first + z * r) : x - (z * (0.5 * tail - v * r) - tail - v * first);
}

function cosineNear(x: number, tail: number): number {
  const size = Math.abs(x);
  if (size < 2 ** -27) return 1;
  const z = x * x;
  const r =
    z *
    (4.16666666666666e-2 +
      z *
        (-1.388888888887411e-3 +
          z *
            (2.480158728947673e-5 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  if (upperHalf(size) < 0x3fd33333) return 1 - (0.5 * z - (z * r - x * tail));
  const quarter = upperHalf(size) > 0x3fe90000 ? 0.28125 : withUpperHalf(upperHalf(size) - 0x00200000);
  return 1 - quarter - (0.5 * z - quarter - (z * r - x * tail));
}

/** The upper 32 bits of a double. */
export function upperHalf(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getInt32(0);
}

/** A double of which only the upper 32 bits are given. */
export function withUpperHalf(bits: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setInt32(0, bits);
  return view.getFloat64(0);
}
