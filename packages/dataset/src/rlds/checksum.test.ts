import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskedChecksum } from './checksum.js';

it('is the masked CRC-32C of the known check value', () => {
  expect(maskedChecksum([Buffer.from('123456789')])).toBe(0xc78ab0e5);
});

it('does not depend on the parts that bytes come in', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 5 }), (parts) => {
      expect(maskedChecksum(parts)).toBe(maskedChecksum([Buffer.concat(parts)]));
    }),
  );
});
