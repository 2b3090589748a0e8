/** Numbers [0, limit). */
export type Random = (limit: number) => number;

/** What came of reading damaged data: a typed error that names the place, or everything in its right shape. */
export type Outcome = 'refused' | 'read';

/** Numbers [0, limit) from a seed; a linear congruential generator is random enough to choose bytes. */
export function createRandom(seed: number): Random {
  let state = (seed % 2_147_483_646) + 1;
  const step = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  // Neighbouring seeds begin alike.
  for (let round = 0; round < 10; round += 1) step();
  return (limit) => Math.floor(step() * limit);
}

/** Sizes, counts and offsets that a reader may trust too easily. */
export const extremes: readonly bigint[] = [
  ...[0n, 1n, 0x7fn, 0xffn, 0xffffn, 0x7fff_ffffn, 0xffff_ffffn],
  ...[2n ** 40n, 2n ** 63n, 2n ** 64n - 1n],
];

/** Puts an extreme size where 8 bytes may stand for one. */
export function writeExtreme(bytes: Buffer, at: number, random: Random): void {
  bytes.writeBigUInt64LE(extremes[random(extremes.length)] ?? 0n, Math.min(at, bytes.length - 8));
}

/** What a format's bytes are most easily hurt by. */
export interface Weakness {
  /** Variable-length integers in hexadecimal that promise much. */
  readonly varints: readonly string[];
  /** Where to change something: an index of `length` bytes. */
  readonly place: (length: number, random: Random) => number;
}

/** Some bytes with a few things wrong: cut, changed, or moved. */
export function damageBytes(whole: Buffer, random: Random, { varints, place }: Weakness): Buffer {
  const bytes = Buffer.from(whole);
  const kind = random(10);
  if (bytes.length < 16 || kind === 0) return bytes.subarray(0, random(bytes.length));
  for (let change = 0; change <= random(4); change += 1) {
    const at = place(bytes.length, random);
    if (kind < 4) bytes[at] = random(256);
    else if (kind < 6) bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    else if (kind < 7) writeExtreme(bytes, at, random);
    else if (kind < 9) writeVarint(bytes, at, varints[random(varints.length)] ?? '');
    else bytes.copyWithin(at, random(bytes.length), random(bytes.length));
  }
  return bytes;
}

function writeVarint(bytes: Buffer, at: number, varint: string): void {
  bytes.set(Buffer.from(varint, 'hex').subarray(0, bytes.length - at), at);
}
