import { distanceAt, heightAt } from './relation.js';
import type { ReportEpisode } from './report-data.js';

/** Metres from bottom to top of a plot. */
export interface PlotRange {
  /** At most 0. */
  readonly low: number;
  /** Above 0. */
  readonly high: number;
}

/** The one range for all objects of an episode, so that their plots compare; null where no position is known. */
export function plotRange({ relations, length }: ReportEpisode): PlotRange | null {
  let low = 0;
  let high = Number.NEGATIVE_INFINITY;
  for (const relation of relations) {
    for (let frame = 0; frame < length; frame += 1) {
      const distance = distanceAt(relation, frame);
      if (!Number.isFinite(distance)) continue;
      low = Math.min(low, heightAt(relation, frame));
      high = Math.max(high, distance);
    }
  }
  return Number.isFinite(high) ? roundOutwards(low, high) : null;
}

function roundOutwards(low: number, high: number): PlotRange {
  const step = high - low > 0.5 ? 0.1 : 0.05;
  return { low: Math.floor(low / step) * step, high: Math.max(1, Math.ceil(high / step)) * step };
}
