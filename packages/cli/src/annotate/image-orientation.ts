import type { ImageOrientation } from '@inspire-vla/direction-labeler';

/** Ways in which pictures may stand, as `--image` takes them. */
export const imageOrientations = [
  'upright',
  'rotated-180',
  'mirrored',
  'flipped',
] as const satisfies readonly ImageOrientation[];

/** The orientation of this name, as metadata keep it; upright for any other. */
export function orientationOf(name: string | undefined): ImageOrientation {
  return imageOrientations.find((orientation) => orientation === name) ?? 'upright';
}
