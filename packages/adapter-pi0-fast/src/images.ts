import { type ImageSpec, InspireError } from '@inspire-vla/adapter';

/**
 * openpi's three cameras at 224 pixels, in the order in which they enter.
 *
 * Source: openpi\@15a9616a src/openpi/models/model.py and src/openpi/shared/image_tools.py. Only the first is required:
 * a missing one is a black picture, which π0-FAST attends to all the same ({@link prepareCameras}).
 */
export const imageSpec: ImageSpec = {
  cameras: [
    { name: 'base_0_rgb', required: true },
    { name: 'left_wrist_0_rgb', required: false },
    { name: 'right_wrist_0_rgb', required: false },
  ],
  width: 224,
  height: 224,
  resize: 'pad',
  interpolation: 'bilinear',
  mean: [0.5, 0.5, 0.5],
  standardDeviation: [0.5, 0.5, 0.5],
};

/** How a checkpoint differs from openpi's own. */
export interface ImageChoices {
  /** Default: all three cameras. */
  readonly cameras?: readonly string[];
  /** Pixels square; default 224. */
  readonly imageSize?: number;
}

/** The same with fewer cameras or another size, as other checkpoints have them. @throws InspireError `CAMERA_UNKNOWN`. */
export function createImageSpec({ cameras, imageSize = imageSpec.width }: ImageChoices): ImageSpec {
  const known = imageSpec.cameras.map(({ name }) => name);
  const names = cameras ?? known;
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined || names.length === 0) {
    throw new InspireError({
      code: 'CAMERA_UNKNOWN',
      message: unknown === undefined ? 'no camera is named' : `π0-FAST has no camera ${unknown}`,
      at: 'cameras',
      fix: `name some of ${known.join(', ')}`,
    });
  }
  const chosen = imageSpec.cameras.filter(({ name }) => names.includes(name));
  return { ...imageSpec, cameras: chosen, width: imageSize, height: imageSize };
}
