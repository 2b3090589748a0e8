import { InspireError } from '@inspire-vla/adapter';
import type { Episode, Feature, Picture } from '@inspire-vla/dataset';
import { unlabelled } from '@inspire-vla/direction-labeler';
import { annotationFeatures } from '../annotate/annotation-columns.js';
import { joinUnknown, relationOf } from '../annotate/known-relations.js';
import { resizePictures } from '../annotate/resize-pictures.js';
import { chooseFrames, type ReportEpisode, type ReportPicture } from '../report/index.js';

/** Pixels; larger pictures are made this wide, so that a report of many episodes stays small. */
const pictureWidth = 160;

/** What of an episode is not in its frames. */
export interface EpisodeCaption {
  readonly id: string;
  readonly index: number;
  /** Frames per second. */
  readonly fps: number;
  /** All answers; the index is the label code. */
  readonly vocabulary: readonly string[];
  /** Of the dataset. */
  readonly features: readonly Feature[];
  /** Number of objects that are asked about. */
  readonly objects: number;
}

/** Reads what a report shows of one annotated episode: labels, relations and the pictures of a few frames. */
export async function readReportEpisode(episode: Episode, caption: EpisodeCaption): Promise<ReportEpisode> {
  const { id, index, fps } = caption;
  const { length } = episode;
  // Asked for at once, since a source may read them together.
  const [texts, values] = await Promise.all([
    episode.column(annotationFeatures.answer),
    readRelations(episode, caption),
  ]);
  const codes = codesOf(Array.from(texts, String), caption);
  const relations = relationsOf(values, length, caption.objects);
  return { id, index, length, fps, codes, relations, strip: await readStrip(episode, codes) };
}

/** NaN where unknown; datasets of earlier versions hold it themselves. */
async function readRelations(episode: Episode, { features }: EpisodeCaption): Promise<Float64Array> {
  const hasKnown = features.some(({ name }) => name === annotationFeatures.known);
  const [relation, known] = await Promise.all([
    episode.column(annotationFeatures.relation),
    hasKnown ? episode.column(annotationFeatures.known) : null,
  ]);
  return joinUnknown(relation, known);
}

function codesOf(
  answers: readonly string[],
  { vocabulary, objects }: EpisodeCaption,
): readonly Uint16Array[] {
  const codes = new Map(vocabulary.map((answer, code) => [answer, code]));
  const lines = answers.map((line) => line.split('\n'));
  return Array.from({ length: objects }, (_, object) =>
    Uint16Array.from(lines, (line) => codes.get(line[object] ?? '') ?? unlabelled),
  );
}

/** The rows of each object; `values` is [length × rows × 3], with at least as many rows as there are objects. */
function relationsOf(values: Float64Array, length: number, objects: number): ReportEpisode['relations'] {
  return Array.from({ length: objects }, (_, object) => {
    const relation = relationOf(values, object, length);
    return relation.every(Number.isNaN) ? null : relation;
  });
}

async function readStrip(episode: Episode, codes: readonly Uint16Array[]): Promise<readonly ReportPicture[]> {
  const [camera] = episode.cameras;
  if (camera === undefined) return [];
  const strip: ReportPicture[] = [];
  for (const frame of chooseFrames(codes, episode.length)) {
    const picture = await pictureAt(episode, camera.name, frame);
    if (picture !== null) strip.push({ frame, ...picture });
  }
  return strip;
}

type ShownPicture = Omit<ReportPicture, 'frame'>;

/** Null where a picture cannot be read or decoded, here or at all: labels can be shown without it. */
async function pictureAt(episode: Episode, camera: string, frame: number): Promise<ShownPicture | null> {
  try {
    const [picture] = await episode.pictures(camera, frame, frame + 1);
    // What can fail in it is the picture, since nothing else is read.
    return picture === undefined ? null : await reportPicture(picture).catch(() => null);
  } catch (error) {
    if (InspireError.isInstance(error)) return null;
    throw error;
  }
}

async function reportPicture(picture: Picture): Promise<ShownPicture> {
  const { encoding, width, height, bytes } = picture;
  if (encoding !== 'rgb' && width <= pictureWidth) return { mime: `image/${encoding}`, bytes };
  const size = width <= pictureWidth ? picture : shrunk(width, height);
  const [resized = picture] = await resizePictures([picture], { name: '', ...size });
  const { default: sharp } = await import('sharp');
  const raw = { width: resized.width, height: resized.height, channels: 3 as const };
  return { mime: 'image/webp', bytes: await sharp(resized.bytes, { raw }).webp({ quality: 85 }).toBuffer() };
}

function shrunk(width: number, height: number): { readonly width: number; readonly height: number } {
  return { width: pictureWidth, height: Math.max(1, Math.round((height * pictureWidth) / width)) };
}
