import { InspireError } from '@inspire-vla/adapter';

/** Slowest and fastest film, frames per second. */
const rates = { slowest: 0.001, fastest: 1000 } as const;

/** Largest whole number of 16 bits. */
const largest = 0xffff;

/**
 * Sees that a frame rate is one that a film can have.
 *
 * @throws InspireError `FILM_RATE` unless it is from 0.001 to 1,000 frames per second.
 */
export function checkFrameRate(framesPerSecond: number): void {
  if (framesPerSecond >= rates.slowest && framesPerSecond <= rates.fastest) return;
  throw new InspireError({
    code: 'FILM_RATE',
    message: `a film cannot show ${framesPerSecond} frames per second`,
    at: 'framesPerSecond',
    fix: `give a number from ${rates.slowest} to ${rates.fastest}; 20 is the tempo of the world`,
  });
}

/**
 * How long a frame stays, as a fraction of a second: two whole numbers of 16 bits, as near as these come.
 *
 * @throws InspireError `FILM_RATE` as {@link checkFrameRate} does.
 */
export function frameDelay(framesPerSecond: number): readonly [number, number] {
  checkFrameRate(framesPerSecond);
  // The continued fraction of the rate, as far as both numbers fit; of 29.97 it ends with 2997 / 100.
  let [frames, seconds, framesBefore, secondsBefore] = [1, 0, 0, 1];
  for (let rest = framesPerSecond; Number.isFinite(rest); rest = 1 / (rest - Math.floor(rest))) {
    const whole = Math.floor(rest);
    const next = [whole * frames + framesBefore, whole * seconds + secondsBefore] as const;
    if (next[0] > largest || next[1] > largest) break;
    [framesBefore, secondsBefore, frames, seconds] = [frames, seconds, ...next];
  }
  return [seconds, frames];
}
