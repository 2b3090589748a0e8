// FDLIBM's s_atan.c, e_atan2.c and e_asin.c, for the reason that stands in sine-cosine.ts.
// FDLIBM is Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
// Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this
// notice is preserved.
import { upperHalf, withUpperHalf } from './sine-cosine.js';

/** What π lacks as a double. */
const lacking = 1.2246467991473532e-16;

/** Angle of a point from x, −π to π, radians; the same bits in every engine. Both numbers are finite. */
export function arcTangent2(y: number, x: number): number {
  const isBehind = x < 0 || Object.is(x, -0);
  const isBelow = y < 0 || Object.is(y, -0);
  if (y === 0) return isBehind ? (isBelow ? -Math.PI : Math.PI) : y;
  if (x === 0 || isSteep(y, x)) return isBelow ? -Math.PI / 2 : Math.PI / 2;
  const angle = arcTangent(Math.abs(y / x));
  if (!isBehind) return isBelow ? -angle : angle;
  return isBelow ? angle - lacking - Math.PI : Math.PI - (angle - lacking);
}

/** Whether the one is larger than the other by more than 60 binary digits. */
function isSteep(y: number, x: number): boolean {
  return (upperHalf(Math.abs(y)) - upperHalf(Math.abs(x))) >> 20 > 60;
}

/** Arc tangents of 1/2, 1, 3/2 and infinity, and what they lack as doubles. */
const known = [
  [4.636476090008061e-1, 2.2698777452961687e-17],
  [7.853981633974483e-1, 3.061616997868383e-17],
  [9.82793723247329e-1, 1.3903311031230998e-17],
  [1.5707963267948966, 6.123233995736766e-17],
] as const;

/** Of a number that is not negative. */
function arcTangent(value: number): number {
  if (value >= 2 ** 66) return known[3][0] + known[3][1];
  if (value < 2 ** -27) return value;
  if (value < 0.4375) return value - value * arcSeries(value);
  const [near, x] = nearest(value);
  return near[0] - (x * arcSeries(x) - near[1] - x);
}

/** The nearest known arc tangent, and the tangent of what is left. */
function nearest(value: number): readonly [readonly [number, number], number] {
  if (value < 0.6875) return [known[0], (2 * value - 1) / (2 + value)];
  if (value < 1.1875) return [known[1], (value - 1) / (value + 1)];
  if (value < 2.4375) return [known[2], (value - 1.5) / (1 + 1.5 * value)];
  return [known[3], -1 / value];
}

function arcSeries(x: number): number {
  const z = x * x;
  const w = z * z;
  const odd =
    z *
    (3.333333333333293e-1 +
      w *
        (1.4285714272503466e-1 +
          w *
            (9.090887133436507e-2 +
              w * (6.661073137387531e-2 + w * (4.9768779946159324e-2 + w * 1.6285820115365782e-2)))));
  const even =
    w *
    (-1.9999999999876483e-1 +
      w *
        (-1.1111110405462356e-1 +
          w * (-7.69187620504483e-2 + w * (-5.8335701337905735e-2 + w * -3.6531572744216916e-2))));
  return odd + even;
}

/** Arc sine of a number from −1 to 1, radians; the same bits in every engine. */
export function arcSine(value: number): number {
  const size = Math.abs(value);
  if (size < 2 ** -27) return value;
  if (size < 0.5) return value + value * arcSineRatio(value * value);
  const [half, lack] = known[3];
  if (size >= 1) return value * half + value * lack;
  const angle = arcSineAbove(size);
  return value < 0 ? -angle : angle;
}

/** For 0.5 to 1, from the half of the angle's complement. */
function arcSineAbove(size: number): number {
  const [half, lack] = known[3];
  const t = (1 - size) * 0.5;
  const ratio = arcSineRatio(t);
  const root = Math.sqrt(t);
  if (upperHalf(size) >= 0x3fef3333) return half - (2 * (root + root * ratio) - lack);
  const rounded = withUpperHalf(upperHalf(root));
  const correction = (t - rounded * rounded) / (root + rounded);
  const p = 2 * root * ratio - (lack - 2 * correction);
  return known[1][0] - (p - (known[1][0] - 2 * rounded));
}

function arcSineRatio(t: number): number {
  const above =
    t *
    (1.6666666666666666e-1 +
      t *
        (-3.255658186224009e-1 +
          t *
            (2.0121253213486293e-1 +
              t * (-4.005553450067941e-2 + t * (7.915349942898145e-4 + t * 3.479331075960212e-5)))));
  const below =
    1 +
    t *
      (-2.403394911734414 +
        t * (2.0209457602335057 + t * (-6.882839716054533e-1 + t * 7.703815055590194e-2)));
  return above / below;
}
