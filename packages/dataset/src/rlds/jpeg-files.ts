import type { InspireError } from '@inspire-vla/adapter';
import type { Camera, Picture } from '../episode.js';
import { checkPictures } from '../writing/check-episode.js';
import type { EpisodeInput } from '../writing/dataset-writer.js';
import { invalidEpisode } from '../writing/invalid-episode.js';

/** As tensorflow encodes JPEG. */
const jpegOptions = { quality: 95, chromaSubsampling: '4:2:0' } as const;

/** Pictures that are asked for, and encoded, at the same time. */
const batch = 64;

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
    for (let start = 0; start < episode.length; start += batch) {
      const end = Math.min(start + batch, episode.length);
      const pictures = await episode.pictures(camera.name, start, end);
      checkPictures(pictures, index, camera, [start, end]);
      const encoded = await Promise.allSettled(pictures.map((picture) => encode(sharp, picture)));
      // The first frame's failure is told, whichever came first.
      for (const [offset, result] of encoded.entries()) {
        if (result.status === 'fulfilled') files.push(result.value);
        else throw undecodable(index, `${camera.name}, frame ${start + offset}`, result.reason);
      }
    }
    return files;
  };
}

function undecodable(index: number, place: string, cause: unknown): InspireError {
  return invalidEpisode(index, place, cause instanceof Error ? cause.message : String(cause), cause);
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
