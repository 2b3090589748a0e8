import { shownRuns } from './answer-bar.js';
import { formatMetres, percent } from './format.js';
import { type Html, html } from './markup.js';
import type { Painter } from './painter.js';
import type { PlotRange } from './plot-range.js';
import { distanceAt, heightAt } from './relation.js';
import type { ReportEpisode } from './report-data.js';

/** Points of a curve; more cannot be seen at the plot's width. */
const pointsMaximum = 200;

/** Size of the plot's own coordinates. */
const [plotWidth, plotHeight] = [1000, 100];

/** Distance and height of one object seen from the end effector over time, in metres; held frames are shaded. */
export function relationPlot(
  episode: ReportEpisode,
  object: number,
  phrase: string,
  painter: Painter,
  range: PlotRange,
): Html {
  const { length } = episode;
  const relation = episode.relations[object] ?? null;
  const held = shownRuns(episode, object).filter(({ code }) => painter.isHeld(code));
  const zero = percent(range.high / (range.high - range.low));
  const name = `Distance and height of ${phrase} from the end effector, between ${formatMetres(range.low)} and ${formatMetres(range.high)}`;
  return html`<svg class="plot" role="img" aria-label="${name}">
${held.map(({ start, end }) => html`<rect class="held-span" x="${percent(start / length)}" width="${percent((end - start) / length)}" height="100%"/>`)}
<line class="zero" x2="100%" y1="${zero}" y2="${zero}"/>
<svg viewBox="0 0 ${plotWidth} ${plotHeight}" preserveAspectRatio="none">
<path class="height" d="${curve(length, range, (frame) => heightAt(relation, frame))}"/>
<path class="distance" d="${curve(length, range, (frame) => distanceAt(relation, frame))}"/></svg></svg>`;
}

/** Path data; where a value is unknown the line is broken. */
function curve(length: number, { low, high }: PlotRange, valueAt: (frame: number) => number): string {
  const count = Math.min(length, pointsMaximum);
  let command = 'M';
  let path = '';
  for (let point = 0; point < count; point += 1) {
    const frame = Math.round((point * (length - 1)) / Math.max(1, count - 1));
    const value = valueAt(frame);
    if (Number.isFinite(value)) {
      const x = (plotWidth * (frame + 0.5)) / length;
      const y = (plotHeight * (high - value)) / (high - low);
      path += `${command}${Number(x.toFixed(1))} ${Number(y.toFixed(1))}`;
    }
    command = Number.isFinite(value) ? 'L' : 'M';
  }
  return path;
}
