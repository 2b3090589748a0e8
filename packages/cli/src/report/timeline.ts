import { answerBar } from './answer-bar.js';
import { formatMetres, percent } from './format.js';
import { type Html, html } from './markup.js';
import { objectBadge } from './object-badge.js';
import type { Painter } from './painter.js';
import { type PlotRange, plotRange } from './plot-range.js';
import { relationPlot } from './relation-plot.js';
import type { ReportEpisode, ReportObject } from './report-data.js';
import { timeTicks } from './time-ticks.js';

/** Height of a scale's label beside the plot's. */
const labelHeight = 0.2;

/** Answers, distance and height of every object over time, on one time axis; null where there is nothing to show. */
export function timeline(
  episode: ReportEpisode,
  objects: readonly ReportObject[],
  painter: Painter,
): Html | null {
  const { strip, length, fps } = episode;
  if (objects.length === 0 || length === 0) return null;
  const range = plotRange(episode);
  const marks = strip.map(({ frame }, place) => label((frame + 0.5) / length, String(place + 1)));
  const ticks = timeTicks(length, fps).map((tick) => label(tick.share, tick.label));
  return html`<div class="timeline"><div class="chart marks" aria-hidden="true">${marks}</div>
${objects.map(({ phrase }, object) => row(episode, object, phrase, painter, range))}
<div class="chart axis" aria-hidden="true">${ticks}</div></div>`;
}

function label(share: number, text: string): Html {
  return html`<span style="left:${percent(share)}">${text}</span>`;
}

function row(
  episode: ReportEpisode,
  object: number,
  phrase: string,
  painter: Painter,
  range: PlotRange | null,
): Html {
  const plotted = (episode.relations[object] ?? null) === null ? null : range;
  return html`<div class="name">${objectBadge(object)} ${phrase}</div>
<div class="chart">${answerBar(episode, object, phrase, painter)}
${plotted === null ? null : relationPlot(episode, object, phrase, painter, plotted)}</div>
${plotted === null ? null : scale(plotted)}`;
}

/** The bounds of a plot, and zero where there is room for it. */
function scale({ low, high }: PlotRange): Html {
  const placeOf = (value: number) => (high - value) / (high - low);
  const values = placeOf(0) < 1 - labelHeight ? [high, 0, low] : [high, low];
  return html`<div class="scale" aria-hidden="true">${values.map((value) => {
    return html`<span style="top:${percent(placeOf(value))}">${formatMetres(value)}</span>`;
  })}</div>`;
}
