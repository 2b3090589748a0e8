import type { Column } from '../episode.js';
import { invalidEpisode } from '../writing/invalid-episode.js';

/**
 * RLDS has floats of 32 bits: digits beyond them are rounded, but a number too large for them would become infinite.
 *
 * @throws InspireError `EPISODE_INVALID`, naming the episode, the feature and the value.
 */
export function checkRange(columns: ReadonlyMap<string, Column>, episode: number): void {
  for (const [name, column] of columns) {
    if (!(column instanceof Float64Array)) continue;
    const place = column.findIndex((value) => Number.isFinite(value) && !Number.isFinite(Math.fround(value)));
    if (place >= 0)
      throw invalidEpisode(episode, name, `value ${place} is ${column[place]}, beyond RLDS's 32-bit floats`);
  }
}
