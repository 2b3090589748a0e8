import { cropCentre } from './crop-centre.js';
import { checkPicture, type Picture } from './picture.js';
import { resizeLanczos } from './resize-lanczos.js';

/** `training`: resize only. `evaluation`: resize, then the authors' centre crop. */
export type PictureUse = 'training' | 'evaluation';

/** Share of the area that the authors' evaluation keeps. */
const keptArea = 0.9;

/**
 * Brings a picture to the 224 × 224 pixels (or `side`) that miniVLA takes, by the authors' rules.
 *
 * In training the picture is resized with a Lanczos filter, whatever its aspect ratio. In evaluation the authors then
 * keep the middle 90 % of the area and enlarge it bilinearly. They do so although they train without crops
 * (`image_aug` false), so `training` is what their checkpoints have seen; `evaluation` is there for parity. The result
 * is still 8 bits: mean and standard deviation of the image spec come after it.
 *
 * Source: Stanford-ILIAD/openvla-mini\@0822b362 prismatic/vla/datasets/rlds/obs_transforms.py (training) and
 * Koorye/Inspire\@c61328bc vla_scripts/parallel_libero_evaluator.py (evaluation).
 *
 * @param side - width and height of the result, pixels, for models that were trained at another size.
 * @throws InspireError `PICTURE_SHAPE` where the bytes are not height × width × 3.
 *
 * @example
 * ```ts
 * import { transformPicture } from '@inspire-vla/adapter-minivla-vq';
 *
 * const black = { width: 128, height: 128, bytes: new Uint8Array(128 * 128 * 3) };
 * console.log(transformPicture(black, 'training').bytes.length); // 150528
 * ```
 */
export function transformPicture(picture: Picture, use: PictureUse, side = 224): Picture {
  checkPicture(picture);
  const isRight = picture.width === side && picture.height === side;
  const resized = isRight ? picture : resizeLanczos(picture, side, side);
  return use === 'training' ? resized : cropCentre(resized, keptArea);
}
