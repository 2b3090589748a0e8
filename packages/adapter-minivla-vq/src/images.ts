import type { ImageSpec } from '@inspire-vla/adapter';

/**
 * The pictures of Prismatic's DINOv2 + SigLIP backbone at 224 pixels.
 *
 * Source: Stanford-ILIAD/openvla-mini\@0822b362 prismatic/models/backbones/vision/dinosiglip_vit.py (`resize-naive`, so
 * the aspect ratio is ignored) and Koorye/Inspire\@c61328bc vla_scripts/parallel_libero_evaluator.py (lanczos).
 * `mean` and `standardDeviation` are SigLIP's. The backbone also feeds the same picture to DINOv2, which was trained on
 * ImageNet's (0.485, 0.456, 0.406) and (0.229, 0.224, 0.225): a model file must do that step itself. `transformPicture`
 * does the resizing, and on request the evaluator's centre crop, which the reference trains without.
 *
 * @param size - width and height, pixels; 224 in the reference.
 */
export function createImageSpec(hasWrist: boolean, size: number): ImageSpec {
  const primary = { name: 'primary', required: true };
  return {
    // The reference interleaves the views, the primary one first.
    cameras: hasWrist ? [primary, { name: 'wrist', required: true }] : [primary],
    width: size,
    height: size,
    resize: 'stretch',
    interpolation: 'lanczos3',
    mean: [0.5, 0.5, 0.5],
    standardDeviation: [0.5, 0.5, 0.5],
  };
}
