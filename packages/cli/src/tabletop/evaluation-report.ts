import { type Html, html } from '../report/markup.js';
import { countEndings } from './count-endings.js';
import type { SuccessRate, TabletopEvaluation } from './evaluate.js';
import type { EvaluationSettings } from './evaluation-settings.js';
import type { FailureFilm } from './film-failures.js';

/** What stands in the report beside the figures. */
export interface EvaluationReport {
  readonly policy: string;
  readonly against: string | null;
  readonly split: string;
  readonly settings: EvaluationSettings;
  readonly evaluation: TabletopEvaluation;
  /** Films, with their files as addresses from the report. */
  readonly films: readonly FailureFilm[];
}

/** The report of an evaluation: one page without scripts, which needs nothing but the films beside it. */
export function createEvaluationReport({
  policy,
  against,
  split,
  settings,
  evaluation,
  films,
}: EvaluationReport): string {
  const { tasks, summary } = evaluation;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${policy} on the ${split} tasks</title>
<style>${{ html: style }}</style>
</head>
<body>
<h1>${policy} <span class="quiet">on the ${split} tasks</span></h1>
<p class="total">${percent(summary.rate)} <span class="quiet">of ${summary.episodes} episodes; 95 % between
${percent(summary.low)} and ${percent(summary.high)}</span></p>
${detailsOf(evaluation, against)}
${settingsLine(split, settings)}
<table>
<thead><tr><th>task</th><th>done</th><th>rate, and its 95 % interval (Wilson)</th>${against === null ? null : html`<th>${against}</th>`}</tr></thead>
<tbody>
${tasks.map((task) => row(task, against !== null))}
</tbody>
</table>
${films.length === 0 ? null : html`<h2>First failure of each task</h2><div class="films">${films.map(figure)}</div>`}
</body>
</html>
`;
  return page.html;
}

function detailsOf({ summary }: TabletopEvaluation, against: string | null): Html {
  const { answerAccuracy, millisecondsPerStep, against: other } = summary;
  return html`<ul>
<li>${millisecondsPerStep.toFixed(1)} ms of the policy per control tick</li>
${answerAccuracy === null ? null : html`<li>${percent(answerAccuracy)} of its answers true</li>`}
${countEndings(summary).map((ending) => html`<li>${ending}</li>`)}
${other === undefined ? null : html`<li>${against}: ${percent(other.rate)}; ${other.wins} starts that only the first did, ${other.losses} that only the other did, exact McNemar p = ${other.p.toPrecision(3)}</li>`}
</ul>`;
}

/** What was measured, so that a page can be told from another. */
function settingsLine(split: string, settings: EvaluationSettings): Html {
  const { answers, temperature, seeds, limit, replan, imageSize, splitVersion, splitChecksum } = settings;
  return html`<p class="quiet">Split ${split}, version ${splitVersion}, ${splitChecksum.slice(0, 12)}…; seeds ${seeds.join(', ')}; answers ${answers}; temperature ${temperature}; pictures of ${imageSize} pixels; ${
    replan === null ? 'whole chunks' : `${replan} actions of a chunk`
  }; ${limit === null ? 'the tasks’ own limits' : `${limit} ticks`}.</p>`;
}

function row(
  task: SuccessRate & { readonly task: string; readonly against?: SuccessRate },
  isCompared: boolean,
): Html {
  return html`<tr><th>${task.task}</th><td>${task.successes}/${task.episodes}</td><td>${bar(task)}</td>${
    isCompared ? html`<td>${task.against === undefined ? '' : bar(task.against)}</td>` : null
  }</tr>
`;
}

/** The rate as a bar, the interval as a line across its end. */
function bar({ rate, low, high }: SuccessRate): Html {
  const at = (share: number) => (200 * share).toFixed(1);
  return html`<svg width="206" height="16" viewBox="-3 0 206 16" role="img" aria-label="${percent(rate)}"><rect class="track" width="200" height="16" rx="3"/><rect class="rate" width="${at(rate)}" height="16" rx="3"/><path class="interval" d="M${at(low)} 8H${at(high)}M${at(low)} 4v8M${at(high)} 4v8"/></svg> <span class="number">${percent(rate)}</span>`;
}

function figure({ task, seed, file }: FailureFilm): Html {
  return html`<figure><img src="${file}" alt="film of ${task}, start ${seed}" loading="lazy"><figcaption>${task}, start ${seed}</figcaption></figure>
`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

const style = `
:root { color-scheme: light dark; --page: #fbfbfa; --ink: #1c2126; --quiet: #5b646e; --line: #dfe2e6; --track: #eceef0; --rate: #0b6e6e; }
@media (prefers-color-scheme: dark) { :root { --page: #14171a; --ink: #e8eaed; --quiet: #a0a8b1; --line: #343a41; --track: #262b30; --rate: #2f9e9d; } }
body { margin: 0 auto; padding: 2rem 1.2rem 4rem; max-width: 76rem; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.8rem; } h2 { margin-top: 2.2rem; font-size: 1.15rem; }
.quiet { color: var(--quiet); font-weight: 400; } .total { margin: .4rem 0; font-size: 1.5rem; font-weight: 650; } .total .quiet { font-size: .95rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem 1.4rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; font-weight: 400; white-space: nowrap; }
thead th { color: var(--quiet); font-size: .85rem; }
svg { vertical-align: middle; } .track { fill: var(--track); } .rate { fill: var(--rate); } .interval { stroke: var(--ink); stroke-width: 1.5; }
.number { display: inline-block; width: 4.5rem; text-align: right; }
.films { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1.2rem; }
figure { margin: 0; } img { width: 100%; image-rendering: auto; border-radius: 6px; } figcaption { color: var(--quiet); font-size: .85rem; }
`;
