import { knownRobots, unknownFps } from './data/robots.js';
import type { DatasetInfo } from './dataset-info.js';

/** How fast a dataset's steps follow each other, and by which robot. */
export interface Pace {
  readonly fps: number;
  readonly robotType: string | null;
  /** Whether the frequency is only assumed. */
  readonly isAssumed: boolean;
}

/**
 * A sentence that says how fast steps follow and which robot moves: the format has no other place for either, and
 * {@link paceOf} reads it back.
 */
export function describePace(fps: number, robotType: string | null): string {
  return `${fps} frames per second${robotType === null ? '' : `, robot ${robotType}`}.`;
}

/** Takes the pace from the description, if we wrote it, or by the dataset's name. */
export function paceOf({ name, description }: Pick<DatasetInfo, 'name' | 'description'>): Pace {
  const [, fps, robotType = null] =
    /(?:^|\s)(\d+(?:\.\d+)?) frames per second(?:, robot ([^\n]+?))?\.(?:\s|$)/.exec(description) ?? [];
  if (Number(fps) > 0) return { fps: Number(fps), robotType, isAssumed: false };
  const known = knownRobots.find((robot) => robot.name.test(name));
  if (known === undefined) return { fps: unknownFps, robotType: null, isAssumed: true };
  return { fps: known.fps, robotType: known.robotType, isAssumed: false };
}
