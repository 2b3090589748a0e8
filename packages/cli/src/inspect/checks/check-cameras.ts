import { createHash } from 'node:crypto';
import { InspireError } from '@inspire-vla/adapter';
import type { Episode, Picture } from '@inspire-vla/dataset';
import type { DatasetProblem } from './problem.js';

/** Frames that are looked at, spread over the episode. */
const looks = 4;

/** What came of looking at the cameras of an episode. */
export interface CameraFindings {
  readonly problems: readonly DatasetProblem[];
  /** Cameras that could not be looked at, with the reason. */
  readonly unchecked: readonly string[];
}

/**
 * Looks at a few frames of every camera: whether they are all the same picture, or of one colour, and whether picture
 * files say that they are to be turned.
 */
export async function checkCameras(episode: Episode): Promise<CameraFindings> {
  const problems: DatasetProblem[] = [];
  const unchecked: string[] = [];
  for (const { name } of episode.cameras) {
    const pictures = await lookAt(episode, name);
    if (typeof pictures === 'string') unchecked.push(`${name}: ${pictures}`);
    else problems.push(...(await judge(`${episode.id}, ${name}`, episode.length, pictures)));
  }
  return { problems, unchecked };
}

async function lookAt(episode: Episode, camera: string): Promise<readonly Picture[] | string> {
  const { length } = episode;
  const frames = Array.from({ length: looks }, (_, look) => Math.round((look * (length - 1)) / (looks - 1)));
  const pictures: Picture[] = [];
  try {
    for (const frame of new Set(length === 0 ? [] : frames)) {
      pictures.push(...(await episode.pictures(camera, frame, frame + 1)));
    }
    return pictures;
  } catch (error) {
    if (InspireError.isInstance(error) && error.code === 'DECODER_MISSING')
      return 'its pictures are in videos, and there is no ffmpeg';
    throw error;
  }
}

async function judge(
  at: string,
  length: number,
  pictures: readonly Picture[],
): Promise<readonly DatasetProblem[]> {
  const [first] = pictures;
  if (first === undefined) return [];
  const problems: DatasetProblem[] = [];
  const digests = new Set(pictures.map(({ bytes }) => createHash('sha1').update(bytes).digest('base64')));
  if (length > 1 && digests.size === 1) {
    const message = `${pictures.length} frames, the first and the last among them, are the same picture`;
    problems.push({ code: 'constant-camera', at, message });
  }
  const { isPlain, turn } = await describe(first);
  if (isPlain) problems.push({ code: 'constant-camera', at, message: 'the first picture is of one colour' });
  if (turn > 1) {
    const message = `the picture file says that it is to be turned (EXIF orientation ${turn}), which readers of datasets do not do`;
    problems.push({ code: 'orientation', at, message });
  }
  return problems;
}

/** Whether a picture is of one colour, and the orientation that its file states; 1 is upright. */
async function describe({ encoding, width, height, bytes }: Picture) {
  const { default: sharp } = await import('sharp');
  const image = encoding === 'rgb' ? sharp(bytes, { raw: { width, height, channels: 3 } }) : sharp(bytes);
  const { channels } = await image.stats();
  const { orientation = 1 } = encoding === 'rgb' ? {} : await sharp(bytes).metadata();
  return { isPlain: channels.every(({ min, max }) => min === max), turn: orientation };
}
