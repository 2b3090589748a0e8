import type Sharp from 'sharp';
import type { Picture } from '../episode.js';
import { type PictureHeader, readPngHeader } from '../picture-file.js';

/**
 * Lossless, and fast rather than small: on pictures of 128×128 pixels level 2 with filters takes two thirds of the
 * time of zlib's default and gives files 8 % larger; without filters they are 40 % larger.
 */
const pngOptions = { compressionLevel: 2, adaptiveFiltering: true } as const;

/** Pictures into files and back. */
export interface PictureCodec {
  /**
   * A picture as a file: raw ones become PNG, PNG and JPEG files of a source are kept as they are, unless they have other
   * channels than red, green and blue; others, such as WebP, become PNG, which is what a file's name and readers say.
   * Fails where the file is of another size than the picture says, or is damaged so far as it has to be read.
   */
  encode(picture: Picture): Promise<Uint8Array>;
  /** Raw pixels [height, width, 3] of a picture. */
  decode(picture: Picture): Promise<Uint8Array>;
}

/** Makes a codec. The image library is loaded for the first picture that needs it, as many datasets have none. */
export function createPictureCodec(): PictureCodec {
  let library: Promise<typeof Sharp> | undefined;
  const load = () => {
    library ??= import('sharp').then((module) => module.default);
    return library;
  };
  async function readHeader(bytes: Uint8Array): Promise<PictureHeader> {
    const sharp = await load();
    const { width, height, channels, depth, format } = await sharp(bytes).metadata();
    return { width, height, isPlain: format === 'jpeg' && channels === 3 && depth === 'uchar' };
  }
  const toRgb = async (bytes: Uint8Array) => (await load())(bytes).removeAlpha().toColourspace('srgb');
  return {
    async encode({ encoding, width, height, bytes }) {
      if (encoding === 'rgb') {
        const sharp = await load();
        return sharp(bytes, { raw: { width, height, channels: 3 } })
          .png(pngOptions)
          .toBuffer();
      }
      const header = readPngHeader(bytes) ?? (await readHeader(bytes));
      if (header.width !== width || header.height !== height) {
        throw new Error(`the file is ${header.width}×${header.height}, ${width}×${height} is declared`);
      }
      return header.isPlain ? bytes : (await toRgb(bytes)).png(pngOptions).toBuffer();
    },
    async decode({ encoding, bytes }) {
      return encoding === 'rgb' ? bytes : (await toRgb(bytes)).raw().toBuffer();
    },
  };
}
