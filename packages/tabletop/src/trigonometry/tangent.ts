// FDLIBM's k_tan.c, for the reason that stands in sine-cosine.ts.
// FDLIBM is Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
// Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this
// notice is preserved.

/** Tangent of an angle from 0 to 0.67 radians; the same bits in every engine. */
export function tangent(angle: number): number {
  const z = angle * angle;
  const w = z * z;
  const odd =
    1.3333333333320124e-1 +
    w *
      (2.1869488294859542e-2 +
        w *
          (3.5920791075913124e-3 +
            w * (5.880412408202641e-4 + w * (7.817944429395571e-5 + w * -1.8558637485527546e-5))));
  const even =
    z *
    (5.396825397622605e-2 +
      w *
        (8.8632398235993e-3 +
          w *
            (1.4562094543252903e-3 +
              w * (2.464631348184699e-4 + w * (7.140724913826082e-5 + w * 2.590730518636337e-5)))));
  const cube = z * angle;
  return angle + (z * (cube * (odd + even)) + 3.333333333333341e-1 * cube);
}
