import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Camera, Picture } from '../episode.js';
import { isHidden } from '../is-hidden.js';
import { readPngHeader } from '../picture-file.js';
import { corruptPicture } from './errors.js';
import type { EpisodeFolder } from './locate.js';

/** The picture files of an episode's frames: `img/{i}.png`. */
export function pictureFiles({ folder, frames }: EpisodeFolder): readonly string[] {
  return frames.map((frame) => join(folder, 'img', `${frame}.png`));
}

/** What the folder `img` of an episode holds. */
export interface PictureFolder {
  /** Picture files of frames, in the order of the frames; there may be gaps. */
  readonly files: readonly string[];
  /** Names of files that are no frame's. */
  readonly others: readonly string[];
}

/**
 * Looks at which pictures there are.
 *
 * @throws InspireError `DATASET_CORRUPT` where there is an `img` whose content cannot be listed.
 */
export async function listPictures(episode: EpisodeFolder): Promise<PictureFolder> {
  const folder = join(episode.folder, 'img');
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw corruptPicture(folder, 'the folder of pictures cannot be read', cause);
  });
  const [wanted, there] = [pictureFiles(episode), new Set(names.map((name) => join(folder, name)))];
  const frames = new Set(wanted);
  const others = names.filter((name) => !frames.has(join(folder, name)) && !isHidden(name));
  return { files: wanted.filter((file) => there.has(file)), others: others.sort() };
}

/** An episode's camera, by the first of its pictures; null where there are none. */
export async function findCamera({ files: [file] }: PictureFolder): Promise<Camera | null> {
  if (file === undefined) return null;
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw corruptPicture(file, 'the picture cannot be read', cause);
  });
  const header = readPngHeader(bytes);
  if (header === null) throw corruptPicture(file, 'it is no PNG file');
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
    throw corruptPicture(file, 'the picture of a frame is missing', cause);
  });
  const header = readPngHeader(bytes);
  if (header === null) throw corruptPicture(file, 'it is no PNG file');
  if (header.width !== width || header.height !== height) {
    throw corruptPicture(
      file,
      `it is ${header.width}×${header.height}, the episode's first is ${width}×${height}`,
    );
  }
  return { encoding: 'png', width, height, bytes };
}
