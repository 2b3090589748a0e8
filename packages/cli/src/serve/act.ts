import { readFile } from 'node:fs/promises';
import { InspireError, type RgbImage } from '@inspire-vla/adapter';
import {
  decodePicture,
  type Policy,
  type PolicyDescription,
  type PolicyReply,
} from '@inspire-vla/policy-server';
import { wrongUsage } from '../terminal/wrong-usage.js';

/** A picture, and the file that it came from. */
export interface PictureFile {
  readonly file: string;
  readonly picture: RgbImage;
  /** Place of its camera among the model's. */
  readonly camera: number;
}

/** One observation. */
export interface ActInput {
  readonly pictures: readonly PictureFile[];
  readonly state: readonly number[] | null;
  readonly instruction: string;
}

/**
 * Reads picture files.
 *
 * @param files - the main camera's first; undefined for a camera of which there is none.
 * @throws InspireError `PICTURE_MISSING` for a file that cannot be read, `PICTURE_CORRUPT` for one that is no picture.
 */
export function readPictures(files: readonly (string | undefined)[]): Promise<readonly PictureFile[]> {
  const given = files.flatMap((file, camera) => (file === undefined ? [] : [{ file, camera }]));
  return Promise.all(
    given.map(async ({ file, camera }) => {
      const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => failUnread(file, cause));
      return { file, camera, picture: await decodePicture(bytes, file) };
    }),
  );
}

/**
 * One step of a policy.
 *
 * @throws InspireError `CAMERA_UNKNOWN` for a picture of a camera that the model lacks, `CAMERA_MISSING` for one that it needs, `USAGE` for a state that the policy does not
 * take, and what the policy throws.
 */
export async function act(policy: Policy, input: ActInput, signal: AbortSignal): Promise<PolicyReply> {
  const { pictures, state, instruction } = input;
  const { cameras } = policy.description;
  const extra = pictures.find(({ camera }) => cameras[camera] === undefined);
  if (extra !== undefined) {
    throw new InspireError({
      code: 'CAMERA_UNKNOWN',
      message: `the model has ${cameras.length} camera${cameras.length === 1 ? '' : 's'}`,
      at: extra.file,
      fix: 'leave the picture out',
    });
  }
  checkCameras(cameras, pictures);
  if (state !== null) checkState(policy.description);
  const named = pictures.map(({ picture, camera }) => [cameras[camera]?.name ?? '', picture] as const);
  return policy.connect().infer({ images: Object.fromEntries(named), state, instruction }, { signal });
}

/** The options of the command line, in the order of the model's cameras. */
const pictureOptions: readonly string[] = ['--image', '--wrist', '--right-wrist'];

function checkCameras(cameras: PolicyDescription['cameras'], pictures: readonly PictureFile[]): void {
  const given = new Set(pictures.map(({ camera }) => camera));
  const absent = cameras.findIndex(({ required }, camera) => required && !given.has(camera));
  const option = pictureOptions[absent];
  if (option === undefined) return;
  throw new InspireError({
    code: 'CAMERA_MISSING',
    message: `the picture of ${cameras[absent]?.name} is missing`,
    at: option,
    fix: `give ${option} FILE; the model has ${cameras.map(({ name }) => name).join(', ')}`,
  });
}

/** A policy with statistics, none of them of a state, gives its model none, whatever it is told. */
function checkState({ name, stateDimensions, datasets }: PolicyDescription): void {
  if (stateDimensions !== null || datasets.length === 0) return;
  throw wrongUsage(`${name} takes no state, so --state would do nothing`, 'leave --state out');
}

function failUnread(file: string, cause: NodeJS.ErrnoException): never {
  const isAbsent = cause.code === 'ENOENT';
  throw new InspireError({
    code: 'PICTURE_MISSING',
    message: isAbsent ? 'the picture does not exist' : `the picture cannot be read (${cause.message})`,
    at: file,
    fix: 'give the path of a PNG or JPEG file',
    cause,
  });
}
