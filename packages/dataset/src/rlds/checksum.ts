import { crc32c } from '@node-rs/crc32';

/** TFRecord's checksum of bytes that come in parts. */
export interface Checksum {
  add(part: Uint8Array): void;
  masked(): number;
}

/**
 * Begins a checksum: CRC-32C (Castagnoli), rotated right by 15 bits and shifted by a constant, so that a checksum over
 * data that holds checksums stays sound (tensorflow/core/lib/hash/crc32c.h).
 */
export function createChecksum(): Checksum {
  let state = 0;
  return {
    add(part) {
      state = crc32c(part, state) >>> 0;
    },
    masked: () => ((((state >>> 15) | (state << 17)) >>> 0) + 0xa282ead8) >>> 0,
  };
}

/** The checksum of bytes that are given in parts. */
export function maskedChecksum(parts: readonly Uint8Array[]): number {
  const checksum = createChecksum();
  for (const part of parts) checksum.add(part);
  return checksum.masked();
}
