import { basename } from 'node:path';
import type { EpisodeSource } from '@inspire-vla/dataset';
import {
  createFrame,
  type Frame,
  frames,
  type ImageOrientation,
  orientFrame,
} from '@inspire-vla/direction-labeler';
import { readRecorded } from '../inspect/read-metadata.js';
import { orientationOf } from './image-orientation.js';
import type { Metadata, Problem } from './metadata.js';
import type { AnnotateOptions } from './options.js';

/** What answers speak of: the words of the axes, and how the pictures stand whose sides left and right are. */
export interface View {
  readonly frame: Frame;
  readonly imageOrientation: ImageOrientation;
}

/** The orientation that an earlier annotation says of a dataset's pictures; upright where there was none. */
export async function recordedOrientation(source: Pick<EpisodeSource, 'folder'>): Promise<ImageOrientation> {
  return orientationOf((await readRecorded(source))?.imageOrientation);
}

/**
 * The view that the options name, else the one that the source was annotated with, else LIBERO's, or for the authors' own
 * recordings theirs. Labels of a dataset that is annotated again must not change sides without a word: what contradicts
 * the source is reported.
 */
export function chooseView(
  { source, frame, imageOrientation }: Pick<AnnotateOptions, 'source' | 'frame' | 'imageOrientation'>,
  format: string,
  recorded: Metadata | null,
): View & { readonly problems: readonly Problem[] } {
  const known = recorded === null ? null : viewOf(recorded);
  const own = format === 'real-json' ? frames['authors-real'] : frames.libero;
  const base = known ?? { frame: own, imageOrientation: 'upright' as const };
  const isTurned = imageOrientation !== undefined || known === null;
  const pictures = imageOrientation ?? base.imageOrientation;
  const chosen = frame ?? (isTurned ? orientFrame(base.frame, pictures) : base.frame);
  const problems = known === null ? [] : contradictions(known, { frame: chosen, imageOrientation: pictures });
  return {
    frame: chosen,
    imageOrientation: pictures,
    problems: problems.map((message) => ({ at: basename(source), message })),
  };
}

function viewOf({ options: { frame }, imageOrientation }: Metadata): View {
  const { image, rotation, height, authorsTies } = frame;
  const words = (['x', 'y', 'z'] as const).map((axis) => `${axis}:${frame[axis].join('/')}`);
  return {
    frame: {
      ...createFrame(words.join(',')),
      ...(image === undefined ? {} : { image: orientationOf(image) }),
      ...(rotation === undefined ? {} : { rotation }),
      ...(height === undefined ? {} : { height }),
      ...(authorsTies === undefined ? {} : { authorsTies }),
    },
    imageOrientation: orientationOf(imageOrientation),
  };
}

function contradictions(known: View, chosen: View): readonly string[] {
  const pictures =
    known.imageOrientation === chosen.imageOrientation
      ? []
      : [
          `the source was annotated for ${known.imageOrientation} pictures, ` +
            `now ${chosen.imageOrientation} is given`,
        ];
  // Both as for upright pictures, so that another orientation alone is told once.
  const [before, now] = [known, chosen].map(({ frame }) => wordsOf(orientFrame(frame, 'upright')));
  return before === now
    ? pictures
    : [...pictures, `the source was annotated with the frame ${before}, now ${now} is given`];
}

function wordsOf(frame: Frame): string {
  const words = (['x', 'y', 'z'] as const).map((axis) => `${axis}:${frame[axis].join('/')}`);
  return [...words, ...(frame.rotation === undefined ? [] : [`turned by ${frame.rotation.join(' ')}`])].join(
    ',',
  );
}
