import { InspireError, type RgbImage } from '@inspire-vla/adapter';
import { imageSpec } from './images.js';
import { resizeWithPad } from './resize-with-pad.js';

/** A picture as the model takes it, and whether the model may look at it. */
export interface CameraInput {
  /** openpi's name: `base_0_rgb`, `left_wrist_0_rgb` or `right_wrist_0_rgb`. */
  readonly camera: string;
  /** 224 × 224. */
  readonly picture: RgbImage;
  /** openpi's `image_mask`: false hides the picture from the model. */
  readonly isVisible: boolean;
}

/** Options of {@link prepareCameras}. */
export interface PrepareCamerasOptions {
  /** Whether the model looks at the black picture of a camera that is missing; π0-FAST does (default), π0 does not. */
  readonly showMissing?: boolean;
}

/**
 * Resizes the pictures of one observation, and puts black ones where cameras are missing.
 *
 * Source: openpi\@15a9616a src/openpi/policies/libero_policy.py `LiberoInputs`.
 *
 * @param pictures - by openpi's camera names; `base_0_rgb` is required.
 * @returns one input per camera, in the order of the adapter's `images.cameras`.
 * @throws InspireError `CAMERA_MISSING`, `CAMERA_UNKNOWN`, and what {@link resizeWithPad} throws.
 *
 * @example
 * ```ts
 * import { prepareCameras } from '@inspire-vla/adapter-pi0-fast';
 *
 * const base = { width: 256, height: 256, bytes: new Uint8Array(256 * 256 * 3) };
 * const inputs = await prepareCameras({ base_0_rgb: base });
 * console.log(inputs.map(({ camera, isVisible }) => [camera, isVisible]));
 * ```
 */
export async function prepareCameras(
  pictures: Readonly<Partial<Record<string, RgbImage>>>,
  { showMissing = true }: PrepareCamerasOptions = {},
): Promise<readonly CameraInput[]> {
  const { cameras, width, height } = imageSpec;
  const unknown = Object.keys(pictures).find((name) => cameras.every((camera) => camera.name !== name));
  if (unknown !== undefined) throw wrongCamera('CAMERA_UNKNOWN', `π0-FAST has no camera ${unknown}`);
  return Promise.all(
    cameras.map(async ({ name, required }): Promise<CameraInput> => {
      const given = pictures[name];
      if (given !== undefined) {
        return {
          camera: name,
          picture: await resizeWithPad(given, { width, height }, name),
          isVisible: true,
        };
      }
      if (required) throw wrongCamera('CAMERA_MISSING', `the picture of ${name} is missing`);
      const bytes = new Uint8Array(width * height * 3);
      return { camera: name, picture: { width, height, bytes }, isVisible: showMissing };
    }),
  );
}

function wrongCamera(code: string, message: string): InspireError {
  const names = imageSpec.cameras.map(({ name, required }) => (required ? name : `${name} (optional)`));
  return new InspireError({ code, message, at: 'pictures', fix: `give ${names.join(', ')}` });
}
