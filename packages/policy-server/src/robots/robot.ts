import type { RgbImage } from '@inspire-vla/adapter';
import type { Value, ValueMap } from '../codec/value.js';
import type { PolicyDescription } from '../policy/policy.js';
import { readPicture, required } from './fields.js';

/** Pictures and state of an observation. */
export interface RobotReading {
  readonly images: Readonly<Record<string, RgbImage>>;
  readonly state: readonly number[] | null;
}

/** How one kind of robot writes its observations in openpi's protocol. */
export interface Robot {
  /** A key that only this robot's observations have. */
  readonly mark: string;
  /**
   * @param policy - what the policy takes; cameras and state are matched with it.
   * @throws InspireError `FIELD_MISSING`, `FIELD_INVALID`.
   */
  read(observation: ValueMap, policy: PolicyDescription): RobotReading;
}

/** A picture of an observation, and the place of its camera among the policy's. */
export interface PlacedPicture {
  readonly key: string;
  readonly value: Value | undefined;
  readonly place: number;
}

/**
 * Gives pictures the policy's own camera names. Pictures for which it has no camera are left out, unread.
 *
 * @throws InspireError `FIELD_MISSING` for a camera that the policy requires, `FIELD_INVALID`.
 */
export function placePictures(
  pictures: readonly PlacedPicture[],
  { cameras }: PolicyDescription,
): RobotReading['images'] {
  const named = pictures.flatMap(({ key, value, place }) => {
    const camera = cameras[place];
    if (camera === undefined) return [];
    if (camera.required || place === 0) required(value, key);
    return value === undefined || value === null ? [] : [[camera.name, readPicture(value, key)] as const];
  });
  return Object.fromEntries(named);
}
