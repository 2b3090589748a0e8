import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Camera, Picture } from '../episode.js';
import { readPngHeader } from '../picture-file.js';
import { corrupt } from './errors.js';
import type { EpisodeFolder } from './locate.js';

/** The picture files of an episode's frames: `img/{i}.png`. */
export function pictureFiles({ folder, frames }: EpisodeFolder): readonly string[] {
  return frames.map((frame) => join(folder, 'img', `${frame}.png`));
}

/** The episode's camera, by its first picture; null where that is not there. */
export async function findCamera(folder: EpisodeFolder): Promise<Camera | null> {
  const [file = ''] = pictureFiles(folder);
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return null;
  const header = readPngHeader(bytes);
  if (header === null) throw corrupt(file, 'it is no PNG file');
  return { name: 'image', width: header.width, height: header.height };
}

/** Reads picture files as they are. */
export async function readPictures(files: readonly string[], camera: Camera): Promise<readonly Picture[]> {
  const pictures: Picture[] = [];
  for (const file of files) pictures.push(await readPicture(file, camera));
  return pictures;
}

async function readPicture(file: string, { width, height }: Camera): Promise<Picture> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw corrupt(file, 'the picture of a frame is missing', cause);
  });
  const header = readPngHeader(bytes);
  if (header === null) throw corrupt(file, 'it is no PNG file');
  if (header.width !== width || header.height !== height) {
    throw corrupt(file, `it is ${header.width}×${header.height}, the episode's first is ${width}×${height}`);
  }
  return { encoding: 'png', width, height, bytes };
}
