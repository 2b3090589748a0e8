import type { ImageSpec } from '@inspire-vla/adapter';

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
