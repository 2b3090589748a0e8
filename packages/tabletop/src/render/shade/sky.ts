import type { RowRays } from './row-rays.js';

/** Linear light of the far wall, at the horizon and straight up, red, green and blue. */
export const horizon = [0.72, 0.75, 0.78] as const;
const zenith = [0.3, 0.42, 0.58] as const;

/** Metres ahead where a plane begins and ends to fade into the horizon. */
const [fadeStart, fadeEnd] = [1.5, 9];

/** How far a plane has faded at this depth, 0 to 1. */
export function fade(depth: number): number {
  const part = Math.min(1, Math.max(0, (depth - fadeStart) / (fadeEnd - fadeStart)));
  return part * (2 - part);
}

/** Adds the light of the background to the pixels of the samples [from, to) of a row. */
export function addSky(
  row: Float64Array,
  pixel: Uint32Array,
  { start, step }: RowRays,
  from: number,
  to: number,
): void {
  for (let sample = from; sample < to; sample += 1) {
    const x = (start[0] as number) + (sample + 0.5) * (step[0] as number);
    const y = (start[1] as number) + (sample + 0.5) * (step[1] as number);
    const z = (start[2] as number) + (sample + 0.5) * (step[2] as number);
    const share = z <= 0 ? 0 : z / Math.sqrt(x * x + y * y + z * z);
    const at = pixel[sample] as number;
    row[at] = (row[at] as number) + horizon[0] + share * (zenith[0] - horizon[0]);
    row[at + 1] = (row[at + 1] as number) + horizon[1] + share * (zenith[1] - horizon[1]);
    row[at + 2] = (row[at + 2] as number) + horizon[2] + share * (zenith[2] - horizon[2]);
  }
}
