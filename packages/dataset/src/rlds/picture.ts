import { pictureEncoding } from '../picture-file.js';

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
