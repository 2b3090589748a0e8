import { crc32c } from '@node-rs/crc32';

/**
 * TFRecord's checksum of some bytes: CRC-32C (Castagnoli), rotated right by 15 bits and shifted by a constant, so that
 * a checksum over data that holds checksums stays sound (tensorflow/core/lib/hash/crc32c.h).
 */
export function maskedChecksum(bytes: Uint8Array): number {
  const checksum = crc32c(bytes) >>> 0;
  const rotated = ((checksum >>> 15) | (checksum << 17)) >>> 0;
  return (rotated + 0xa282ead8) >>> 0;
}
