// FDLIBM's k_tan.c, for the reason that stands in sine-cosine.ts.
// FDLIBM is Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
// Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this
// notice is preserved.

/** Tangent of an angle from 0 to 0.67 radians; the same bits in every engine. */
export function tangent(angle: number): number {
  const z = angle * angle;
  const w = z * z;
  const odd =
    1.33333333333201242699e-1 +
    w *
      (2.18694882948595424599e-2 +
        w *
          (3.59207910759131235356e-3 +
            w *
              (5.88041240820264096874e-4 + w * (7.817944429395570923e-5 + w * -1.85586374855275456654e-5))));
  const even =
    z *
    (5.39682539762260521377e-2 +
      w *
        (8.86323982359930005737e-3 +
          w *
            (1.45620945432529025516e-3 +
              w *
                (2.46463134818469906812e-4 +
                  w * (7.14072491382608190305e-5 + w * 2.59073051863633712884e-5)))));
  const cube = z * angle;
  return angle + (z * (cube * (odd + even)) + 3.33333333333334091986e-1 * cube);
}
