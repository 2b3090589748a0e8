import { InspireError } from '@inspire-vla/adapter';
import { tableHeight } from '../model/settings.js';
import type { PictureSize } from './camera.js';
import { checkShadowRegion, type ShadowRegion } from './light.js';
import type { SceneGeometry } from './scene-geometry.js';

/** Options of {@link createRenderer}. */
export interface RendererOptions {
  readonly geometry: SceneGeometry;
  /** Pixels: of a square picture, or width and height; 16 to 1024. */
  readonly size: number | PictureSize;
  /** Samples per pixel across and down, 1 to 4; 2 is the default. */
  readonly supersampling?: number;
  /**
   * Where shadows are drawn; `false` draws none. The default is the table and half a metre above it.
   */
  readonly shadows?: ShadowRegion | false;
}

/** The table top to its corners. */
const tableRegion: ShadowRegion = { centre: [0, 0, tableHeight], radius: 0.64 };

/** Options with nothing left to decide. */
export interface CheckedOptions {
  readonly size: PictureSize;
  readonly supersampling: number;
  readonly shadows: ShadowRegion | false;
}

/** @throws InspireError `RENDER_OPTIONS`, saying which option is wrong. */
export function checkOptions({
  size,
  supersampling = 2,
  shadows,
}: Omit<RendererOptions, 'geometry'>): CheckedOptions {
  const { width, height } = typeof size === 'number' ? { width: size, height: size } : size;
  if (!isWhole(width, 16, 1024) || !isWhole(height, 16, 1024)) {
    throw wrong(
      `the size ${width} × ${height} is not of whole pixels between 16 and 1024`,
      'give a size like 96',
    );
  }
  if (!isWhole(supersampling, 1, 4)) {
    throw wrong(`supersampling ${supersampling} is not 1, 2, 3 or 4`, 'leave it out for 2 × 2 samples');
  }
  const region = shadows === false ? false : checkShadowRegion(shadows ?? tableRegion);
  return { size: { width, height }, supersampling, shadows: region };
}

/** @throws InspireError `RENDER_POSE` where the pose is not of this geometry. */
export function checkPose(
  { shapes }: SceneGeometry,
  pose: { positions: Float64Array; rotations: Float64Array },
): void {
  if (pose.positions.length === shapes.length * 3 && pose.rotations.length === shapes.length * 9) return;
  throw new InspireError({
    code: 'RENDER_POSE',
    message: `the pose has ${pose.positions.length / 3} positions and ${pose.rotations.length / 9} rotations, the geometry ${shapes.length} shapes`,
    fix: 'give the pose of the scene that the renderer was made for',
  });
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function wrong(message: string, fix: string): InspireError {
  return new InspireError({ code: 'RENDER_OPTIONS', message, at: 'createRenderer', fix });
}
