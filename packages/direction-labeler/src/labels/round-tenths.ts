/** Largest number of decimetres that {@link roundTenths} gives. */
export const largestTenths = 99;

/**
 * The smallest double that rounds up past each n: above it |v| is nearer to n + 1 tenths.
 *
 * Multiplying by ten would round before the comparison (0.15 lies below the tie, 0.15 · 10 on it), so each limit is
 * found once, exactly: the double next to (2n + 1) / 20, or the one after it.
 */
const limits = Float64Array.from({ length: largestTenths }, (_, tenths) => {
  const tie = (2 * tenths + 1) / 20;
  return roundsUp(tie, tenths) ? tie : nextUp(tie);
});

/**
 * Tenths of v, rounded as Python's `"{:.1f}".format(v)`: exactly, and from a true tie (0.25, 0.75) to even.
 *
 * The sign of zero is kept, as there ("-0.0"). Beyond ±9.9 the value is clipped.
 */
export function roundTenths(value: number): number {
  const size = Math.abs(value);
  const below = Math.min(Math.trunc(size * 10), largestTenths);
  // The product may have been rounded up to a whole number, so the limit below is looked at as well.
  let tenths = below > 0 && size < (limits[below - 1] as number) ? below - 1 : below;
  if (tenths < largestTenths && size >= (limits[tenths] as number)) tenths += 1;
  return value < 0 || Object.is(value, -0) ? -tenths : tenths;
}

/** toFixed compares exactly too, but takes the larger of a true tie, which doubles hold only at quarters. */
function roundsUp(tie: number, tenths: number): boolean {
  const isTrueTie = (2 * tenths + 1) % 5 === 0;
  return isTrueTie ? tenths % 2 === 1 : tie.toFixed(1) !== (tenths / 10).toFixed(1);
}

function nextUp(value: number): number {
  const bits = new BigInt64Array(new Float64Array([value]).buffer);
  bits[0] = (bits[0] ?? 0n) + 1n;
  return new Float64Array(bits.buffer)[0] ?? value;
}
