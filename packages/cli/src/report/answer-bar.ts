import { type AnswerRun, coarseRuns } from './answer-runs.js';
import { formatTime, percent } from './format.js';
import { type Html, html } from './markup.js';
import type { Painter } from './painter.js';
import type { ReportEpisode } from './report-data.js';

/** Runs that the accessible name lists. */
const namedMaximum = 12;

/** More runs than this cannot be told apart on a page, and would only make the file large. */
const runsMaximum = 300;

/** The runs of an object's answers as fine as the report shows them. */
export function shownRuns({ codes, length }: ReportEpisode, object: number): readonly AnswerRun[] {
  return coarseRuns(codes[object] ?? new Uint16Array(), length, runsMaximum);
}

/** The answers about one object over time, coloured; pointing at one shows its frames and time. */
export function answerBar(episode: ReportEpisode, object: number, phrase: string, painter: Painter): Html {
  const runs = shownRuns(episode, object);
  const name = `Answers about ${phrase}: ${spoken(runs, painter)}`;
  return html`<svg class="bar" role="img" aria-label="${name}">${runs.map((run) => {
    return html`<g><title>${titleOf(run, episode.fps, painter)}</title>${rectangles(run, episode.length, painter)}</g>`;
  })}</svg>`;
}

function spoken(runs: readonly AnswerRun[], painter: Painter): string {
  const named = runs
    .slice(0, namedMaximum)
    .map(({ code, start, end }) => `${painter.name(code)} ${start} to ${end - 1}`);
  const more = runs.length > namedMaximum ? `, and ${runs.length - namedMaximum} more changes` : '';
  return `${named.join(', ')}${more}`;
}

function titleOf({ code, start, end }: AnswerRun, fps: number, painter: Painter): string {
  const frames = end - start === 1 ? `frame ${start}` : `frames ${start} to ${end - 1}`;
  return `${painter.name(code)}: ${frames}, ${formatTime(start, fps)} to ${formatTime(end, fps)}`;
}

function rectangles({ code, start, end }: AnswerRun, length: number, painter: Painter): readonly Html[] {
  const classes = painter.bands(code);
  const [x, width] = [percent(start / length), percent((end - start) / length)];
  return classes.map((className, band) => {
    const [y, height] = [percent(band / classes.length), percent(1 / classes.length)];
    return html`<rect class="${className}" x="${x}" y="${y}" width="${width}" height="${height}"/>`;
  });
}
