// FDLIBM's s_atan.c, e_atan2.c and e_asin.c, for the reason that stands in sine-cosine.ts.
// FDLIBM is Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
// Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this
// notice is preserved.
import { upperHalf, withUpperHalf } from './sine-cosine.js';

/** What π lacks as a double. */
const lacking = 1.2246467991473531772e-16;

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
  [4.63647609000806093515e-1, 2.26987774529616870924e-17],
  [7.85398163397448278999e-1, 3.06161699786838301793e-17],
  [9.82793723247329054082e-1, 1.39033110312309984516e-17],
  [1.570796326794896558, 6.12323399573676603587e-17],
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
    (3.33333333333329318027e-1 +
      w *
        (1.42857142725034663711e-1 +
          w *
            (9.09088713343650656196e-2 +
              w *
                (6.66107313738753120669e-2 +
                  w * (4.97687799461593236017e-2 + w * 1.62858201153657823623e-2)))));
  const even =
    w *
    (-1.99999999998764832476e-1 +
      w *
        (-1.1111110405462355788e-1 +
          w *
            (-7.69187620504482999495e-2 + w * (-5.83357013379057348645e-2 + w * -3.6531572744216915527e-2))));
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
    (1.66666666666666657415e-1 +
      t *
        (-3.25565818622400915405e-1 +
          t *
            (2.01212532134862925881e-1 +
              t *
                (-4.00555345006794114027e-2 +
                  t * (7.91534994289814532176e-4 + t * 3.4793310759602116757e-5)))));
  const below =
    1 +
    t *
      (-2.40339491173441421878 +
        t * (2.02094576023350569471 + t * (-6.8828397160545329303e-1 + t * 7.70381505559019352791e-2)));
  return above / below;
}
