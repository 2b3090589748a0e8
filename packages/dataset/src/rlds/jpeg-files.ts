import type { Camera, Picture } from '../episode.js';
import type { EpisodeInput } from '../writing/dataset-writer.js';
import { visitPictures } from '../writing/visit-pictures.js';

/** As tensorflow encodes JPEG. */
const jpegOptions = { quality: 95, chromaSubsampling: '4:2:0' } as const;

type Sharp = typeof import('sharp').default;

/** Gives the JPEG files of a camera over an episode. */
export type JpegEncoder = (
  episode: EpisodeInput,
  index: number,
  camera: Camera,
) => Promise<readonly Uint8Array[]>;

/**
 * Loads the image library. JPEG files of three channels stay as they are; everything else is encoded.
 *
 * The encoder throws InspireError `EPISODE_INVALID`, naming the episode, the camera and the frame.
 */
export async function loadJpegEncoder(): Promise<JpegEncoder> {
  const { default: sharp } = await import('sharp');
  return async (episode, index, camera) => {
    const files: Uint8Array[] = [];
    const visits = visitPictures(episode, index, camera, (picture) => encode(sharp, picture));
    for await (const file of visits) files.push(file);
    return files;
  };
}

async function encode(sharp: Sharp, { encoding, width, height, bytes }: Picture): Promise<Uint8Array> {
  if (encoding === 'rgb') {
    return sharp(bytes, { raw: { width, height, channels: 3 } })
      .jpeg(jpegOptions)
      .toBuffer();
  }
  const header = await sharp(bytes).metadata();
  if (header.width !== width || header.height !== height) {
    throw new Error(`the file is ${header.width}×${header.height}, ${width}×${height} is declared`);
  }
  if (header.format === 'jpeg' && header.channels === 3) return bytes;
  return sharp(bytes).removeAlpha().toColourspace('srgb').jpeg(jpegOptions).toBuffer();
}
