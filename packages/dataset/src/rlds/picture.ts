/** What a picture file begins with. */
const signatures = { jpeg: [0xff, 0xd8, 0xff], png: [0x89, 0x50, 0x4e, 0x47] } as const;

/** The kind of a picture file; null where it is neither. */
export function pictureEncoding(bytes: Uint8Array): 'jpeg' | 'png' | null {
  const begins = (signature: readonly number[]) => signature.every((value, index) => bytes[index] === value);
  if (begins(signatures.jpeg)) return 'jpeg';
  return begins(signatures.png) ? 'png' : null;
}

/** Reads headers of picture files. */
export interface PictureReader {
  /** Pixels; null where the bytes are no picture. */
  size(bytes: Uint8Array): Promise<{ readonly width: number; readonly height: number } | null>;
}

/** Loads the image library. */
export async function loadPictureReader(): Promise<PictureReader> {
  const { default: sharp } = await import('sharp');
  return {
    async size(bytes) {
      if (pictureEncoding(bytes) === null) return null;
      try {
        const { width, height } = await sharp(bytes).metadata();
        return { width, height };
      } catch {
        return null;
      }
    },
  };
}
