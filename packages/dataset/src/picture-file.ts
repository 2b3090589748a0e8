import type { Camera, Picture } from './episode.js';

/** What picture files begin with. */
const signatures = { jpeg: [0xff, 0xd8, 0xff], png: [0x89, 0x50, 0x4e, 0x47] } as const;

/** The kind of a picture file; null where it is neither. */
export function pictureEncoding(bytes: Uint8Array): 'jpeg' | 'png' | null {
  const begins = (signature: readonly number[]) => signature.every((value, index) => bytes[index] === value);
  if (begins(signatures.jpeg)) return 'jpeg';
  return begins(signatures.png) ? 'png' : null;
}

/** What a picture's file says of itself. */
export interface PictureHeader {
  readonly width: number;
  readonly height: number;
  /** Whether it is PNG or JPEG, of three channels of 8 bits. */
  readonly isPlain: boolean;
}

/** The header of a PNG file; null where the bytes are none. */
export function readPngHeader(bytes: Uint8Array): PictureHeader | null {
  if (bytes.length < 26 || pictureEncoding(bytes) !== 'png') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [depth, colour] = [view.getUint8(24), view.getUint8(25)];
  return { width: view.getUint32(16), height: view.getUint32(20), isPlain: depth === 8 && colour === 2 };
}

/**
 * A picture of a dataset, as its file is: only the first bytes are looked at. Files of other kinds, such as WebP, are
 * handed on as JPEG files are, whose size is not looked at either: they are told apart where they are decoded, and
 * writers make PNG of them.
 *
 * @param fail - makes the error for a PNG file of another size than its camera's.
 */
export function pictureOf(
  bytes: Uint8Array,
  { width, height }: Camera,
  fail: (message: string) => Error,
): Picture {
  const header = readPngHeader(bytes);
  if (header !== null && (header.width !== width || header.height !== height)) {
    const found = `${header.width}×${header.height}`;
    throw fail(`the picture is ${found}, meta/info.json says ${width}×${height}`);
  }
  return { encoding: pictureEncoding(bytes) ?? 'jpeg', width, height, bytes };
}
