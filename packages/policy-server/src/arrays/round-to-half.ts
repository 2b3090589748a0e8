/** The nearest number of IEEE 754 binary16, ties to even, for numbers from 0 to its greatest. */
export function roundToHalf(value: number): number {
  // 11 bits of significand; below 2^-14 their last one stays where it is.
  const exponent = Math.max(-14, Math.floor(Math.log2(value)));
  const unit = 2 ** (exponent - 10);
  const units = value / unit;
  const below = Math.floor(units);
  const isUp = units - below > 0.5 || (units - below === 0.5 && below % 2 === 1);
  return (isUp ? below + 1 : below) * unit;
}
