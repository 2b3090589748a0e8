import { InspireError } from '@inspire-vla/adapter';
import type { Camera, EpisodeSource, Picture } from '@inspire-vla/dataset';

/**
 * The cameras of the output: the source's own where all episodes agree, else squares of `size`.
 *
 * @throws InspireError `CAMERA_SIZES` where episodes differ and no size is given.
 */
export function outputCameras(source: EpisodeSource, size: number | undefined): readonly Camera[] {
  const cameras = new Map<string, Camera & { readonly episode: string }>();
  for (const episode of source.episodes) {
    for (const camera of episode.cameras) {
      const known = cameras.get(camera.name);
      if (known === undefined) cameras.set(camera.name, { ...camera, episode: episode.id });
      else if (size === undefined && !isSameSize(known, camera)) throw sizesDiffer(known, camera, episode.id);
    }
  }
  const declared = source.episodes.length === 0 ? (source.cameras ?? []) : [];
  // A resized camera is pictures, whatever it was; others stay what they are, videos among them.
  return [...declared, ...[...cameras.values()].map(({ episode: _, ...camera }) => camera)].map((camera) =>
    size === undefined ? camera : { name: camera.name, width: size, height: size },
  );
}

type Size = Pick<Camera, 'width' | 'height'>;

function isSameSize(one: Size, other: Size): boolean {
  return one.width === other.width && one.height === other.height;
}

function sizesDiffer(
  known: Camera & { readonly episode: string },
  camera: Camera,
  episode: string,
): InspireError {
  return new InspireError({
    code: 'CAMERA_SIZES',
    message:
      `camera ${camera.name} is ${known.width}×${known.height} in ${known.episode} ` +
      `and ${camera.width}×${camera.height} in ${episode}`,
    at: episode,
    fix: 'give --image-size N to resize every camera, or annotate the groups one by one',
  });
}

/** Resizes pictures to a camera's size; those that have it are handed on as they are. */
export async function resizePictures(
  pictures: readonly Picture[],
  camera: Camera,
): Promise<readonly Picture[]> {
  if (pictures.every((picture) => isSameSize(picture, camera))) return pictures;
  const { default: sharp } = await import('sharp');
  const resize = async (picture: Picture): Promise<Picture> => {
    const { width, height, bytes, encoding } = picture;
    const input = encoding === 'rgb' ? sharp(bytes, { raw: { width, height, channels: 3 } }) : sharp(bytes);
    const resized = await input
      .resize(camera.width, camera.height, { fit: 'fill', kernel: 'lanczos3' })
      .removeAlpha()
      .raw()
      .toBuffer();
    return { encoding: 'rgb', width: camera.width, height: camera.height, bytes: resized };
  };
  return Promise.all(pictures.map(resize));
}
