/**
 * Reverses the order of a picture's rows [height, width, 3] in place: LIBERO stores what OpenGL renders, whose row 0 is
 * the bottom of the picture.
 */
export function turnUpsideDown(
  bytes: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  const stride = width * 3;
  const held = new Uint8Array(stride);
  for (let top = 0, bottom = (height - 1) * stride; top < bottom; top += stride, bottom -= stride) {
    held.set(bytes.subarray(top, top + stride));
    bytes.copyWithin(top, bottom, bottom + stride);
    bytes.set(held, bottom);
  }
}
