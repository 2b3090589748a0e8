import { InspireError } from '@inspire-vla/adapter';

/** A ball in which shadows are drawn: the farther it reaches, the coarser they are. */
export interface ShadowRegion {
  /** World frame, metres [3]. */
  readonly centre: readonly [number, number, number];
  /** Metres. */
  readonly radius: number;
}

/** The light of a scene: one far lamp that casts shadows, one without, and light from all around. */
export interface Light {
  /** Unit vector towards the lamp that casts shadows; world frame. */
  readonly towardsLamp: readonly [number, number, number];
  /** Unit vector towards a weak lamp without shadows, so that faces in the shade differ. */
  readonly towardsFill: readonly [number, number, number];
}

/** The light of the table: from above, the left and the viewer's side, so that shadows fall back and to the right. */
export const tableLight: Light = {
  towardsLamp: unit([0.35, -0.45, 1]),
  towardsFill: unit([0.8, 0.6, 0.25]),
};

/** How strong each part of the light is, for a white face that looks straight at it, in linear light. */
export const lightStrength = { lamp: 0.62, fill: 0.16, sky: 0.34, ground: 0.16 } as const;

function unit(vector: readonly [number, number, number]): readonly [number, number, number] {
  const [x, y, z] = vector;
  const length = Math.sqrt(x * x + y * y + z * z);
  return [x / length, y / length, z / length];
}

/** @throws InspireError `RENDER_OPTIONS` where the region is no ball. */
export function checkShadowRegion(region: ShadowRegion): ShadowRegion {
  const isBall = region.radius > 0 && [...region.centre, region.radius].every(Number.isFinite);
  if (region.centre.length === 3 && isBall) return region;
  throw new InspireError({
    code: 'RENDER_OPTIONS',
    message: 'shadows.centre must be three finite numbers and shadows.radius more than 0 metres',
    fix: 'give the middle of the table and the distance to its corners',
  });
}
