import type { RgbImage } from '@inspire-vla/adapter';
import { misuse } from '../errors.js';
import { floatsOf, floatTensor } from '../runtime/tensors.js';
import type { LoadedModel } from './load-graphs.js';
import { pixelValues } from './pixel-values.js';

/** Embeddings of one observation's pictures [positions × hidden size], by camera. */
export type PictureEmbeddings = ReadonlyMap<string, Float32Array>;

/**
 * Computes what a session needs of its pictures, once.
 *
 * @throws InspireError `CAMERA_MISSING`, `CAMERA_UNKNOWN`, `PICTURE_SHAPE`.
 */
export async function encodePictures(
  { runtime, manifest, visionEncoder }: LoadedModel,
  pictures: Readonly<Record<string, RgbImage>>,
): Promise<PictureEmbeddings> {
  const { images, dimensions } = manifest;
  const cameras = images?.cameras ?? [];
  checkCameras(Object.keys(pictures), cameras);
  if (images === null || visionEncoder === null) return new Map();
  const given = cameras.flatMap((camera) => {
    const picture = pictures[camera];
    return picture === undefined ? [] : [[camera, picture] as const];
  });
  const planes = 3 * images.normalizations.length;
  const values = pixelValues(given, images);
  const size = images.positions * dimensions.hiddenSize;
  const embeddings = new Map<string, Float32Array>();
  // A graph that was exported for one picture gets them one by one.
  const batch = visionEncoder.graph.inputMetadata[0]?.shape?.[0] === 1 ? 1 : given.length;
  for (let first = 0; first < given.length; first += batch) {
    const part = values.subarray(
      (first * values.length) / given.length,
      ((first + batch) * values.length) / given.length,
    );
    const dims = [batch, planes, images.height, images.width];
    const result = await visionEncoder.graph.run({ pixel_values: floatTensor(runtime, part, dims) });
    const features = floatsOf(result['image_features'], 'image_features');
    given.slice(first, first + batch).forEach(([camera], index) => {
      embeddings.set(camera, features.subarray(index * size, (index + 1) * size));
    });
  }
  return embeddings;
}

function checkCameras(given: readonly string[], cameras: readonly string[]): void {
  const list = cameras.length === 0 ? 'none' : cameras.join(', ');
  const unknown = given.find((camera) => !cameras.includes(camera));
  if (unknown !== undefined)
    throw misuse(
      'CAMERA_UNKNOWN',
      `the model has no camera "${unknown}"`,
      `give pictures of: ${list}`,
      'open',
    );
  const missing = cameras.find((camera) => !given.includes(camera));
  if (missing !== undefined)
    throw misuse(
      'CAMERA_MISSING',
      `there is no picture of "${missing}"`,
      `give pictures of: ${list}`,
      'open',
    );
}
