import { crc32c } from '@node-rs/crc32';

/**
 * TFRecord's checksum of bytes, given in parts: CRC-32C (Castagnoli), rotated right by 15 bits and shifted by a
 * constant, so that a checksum over data that holds checksums stays sound (tensorflow/core/lib/hash/crc32c.h).
 */
export function maskedChecksum(parts: readonly Uint8Array[]): number {
  const checksum = parts.reduce((state, part) => crc32c(part, state) >>> 0, 0);
  const rotated = ((checksum >>> 15) | (checksum << 17)) >>> 0;
  return (rotated + 0xa282ead8) >>> 0;
}
