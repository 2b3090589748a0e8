import type { ExtendOptions } from '@inspire-vla/adapter';
import { misuse } from '../errors.js';
import type { ModelManifest } from '../manifest/manifest.js';
import type { PictureEmbeddings } from '../model/encode-pictures.js';

/** A stretch of one pass: token ids, or one camera's embeddings. */
export type Stretch =
  | { readonly kind: 'ids'; readonly ids: readonly number[] }
  | { readonly kind: 'image'; readonly camera: string; readonly embeddings: Float32Array };

/** What one pass appends, in order. */
export interface Sequence {
  readonly stretches: readonly Stretch[];
  /** Positions in all. */
  readonly length: number;
  /** For each position, how many positions of this pass it sees, from the first; always itself. */
  readonly visible: readonly number[];
  /** Positions [start, end) that see each other: they can only be forgotten together. */
  readonly blocks: readonly (readonly [start: number, end: number])[];
  /** The position of each id. */
  readonly idPositions: readonly number[];
}

/**
 * Lays the ids and images of one `extend` out.
 *
 * @throws InspireError `EXTEND_EMPTY`, `IMAGE_POSITION`, `CAMERA_UNKNOWN`.
 */
export function layOut(
  ids: readonly number[],
  { images = [], attention = 'causal' }: Pick<ExtendOptions, 'images' | 'attention'>,
  embeddings: PictureEmbeddings,
  manifest: ModelManifest,
): Sequence {
  if (ids.length === 0) throw misuse('EXTEND_EMPTY', 'no id is given', 'give at least one', 'session.extend');
  checkImages(images, ids.length, embeddings);
  const stretches = [...stretchesOf(ids, images, embeddings)];
  const imageLength = manifest.images?.positions ?? 0;
  const idPositions: number[] = [];
  const imageRuns: [number, number][] = [];
  let length = 0;
  for (const stretch of stretches) {
    const start = length;
    length += stretch.kind === 'ids' ? stretch.ids.length : imageLength;
    if (stretch.kind === 'image') extendRuns(imageRuns, start, length);
    else idPositions.push(...stretch.ids.map((_, index) => start + index));
  }
  const whole: [number, number] = [0, length];
  const blocks = attention === 'block' ? [whole] : manifest.images?.attention === 'block' ? imageRuns : [];
  return { stretches, length, visible: visibleOf(length, blocks), blocks, idPositions };
}

function* stretchesOf(
  ids: readonly number[],
  images: NonNullable<ExtendOptions['images']>,
  embeddings: PictureEmbeddings,
): Generator<Stretch> {
  const places = images
    .map((image, order) => ({ ...image, order }))
    .sort((one, other) => one.position - other.position || one.order - other.order);
  let next = 0;
  for (const { camera, position } of places) {
    if (position > next) yield { kind: 'ids', ids: ids.slice(next, position) };
    next = position;
    yield { kind: 'image', camera, embeddings: embeddings.get(camera) ?? new Float32Array(0) };
  }
  if (next < ids.length) yield { kind: 'ids', ids: ids.slice(next) };
}

/** Pictures that adjoin are one run. */
function extendRuns(runs: [number, number][], start: number, end: number): void {
  const last = runs.at(-1);
  if (last?.[1] === start) last[1] = end;
  else runs.push([start, end]);
}

function visibleOf(length: number, blocks: Sequence['blocks']): readonly number[] {
  const visible = Array.from({ length }, (_, position) => position + 1);
  for (const [start, end] of blocks) visible.fill(end, start, end);
  return visible;
}

function checkImages(
  images: NonNullable<ExtendOptions['images']>,
  count: number,
  embeddings: PictureEmbeddings,
): void {
  for (const { camera, position } of images) {
    if (!embeddings.has(camera)) {
      const fix = `use one of: ${[...embeddings.keys()].join(', ') || 'none, the model takes text alone'}`;
      throw misuse('CAMERA_UNKNOWN', `the session has no picture of "${camera}"`, fix, 'session.extend');
    }
    if (Number.isInteger(position) && position >= 0 && position <= count) continue;
    const message = `the picture of "${camera}" is to stand before id ${position} of ${count}`;
    throw misuse('IMAGE_POSITION', message, `give a position from 0 to ${count}`, 'session.extend');
  }
}
