/** What the format does not say, of datasets that are known by name. */
export interface KnownRobot {
  readonly name: RegExp;
  /** Control frequency, Hz. */
  readonly fps: number;
  readonly robotType: string | null;
}

/** Control frequency where nothing is known, Hz; most of Open X-Embodiment's datasets lie around it. */
export const unknownFps = 10;

/**
 * Control frequencies and robots of well-known datasets, from the Open X-Embodiment dataset overview
 * (arXiv 2310.08864) and LIBERO's environments.
 */
export const knownRobots: readonly KnownRobot[] = [
  { name: /^(modified_)?libero/, fps: 20, robotType: 'panda' },
  { name: /^bridge/, fps: 5, robotType: 'widowx' },
  { name: /^fractal20220817/, fps: 3, robotType: 'google_robot' },
  { name: /^droid/, fps: 15, robotType: 'panda' },
];
