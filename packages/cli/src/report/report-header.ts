import { distributionBar, distributionLegend } from './distribution.js';
import { formatCount, formatShare, plural } from './format.js';
import { type Html, html } from './markup.js';
import type { Painter } from './painter.js';
import type { ReportData, ReportTotals } from './report-data.js';

/** Title, totals, options and the answers over the whole dataset. */
export function reportHeader(data: ReportData, painter: Painter): Html {
  const { title, source, version, totals, tasks, taskCount = tasks.length } = data;
  return html`<header>
<p class="quiet">InSpire annotation report</p><h1>${title}</h1>
<p class="quiet source"><b>${source.path}</b> · ${source.format} · made with inspire ${version}</p>
<dl class="totals">${totalsOf(taskCount, totals).map(pair)}</dl>
<dl class="options">${Object.entries(data.options).map(pair)}</dl>
${totals.labels + totals.unlabelled === 0 ? null : allAnswers(data, painter)}
</header>`;
}

function allAnswers({ totals, vocabulary }: ReportData, painter: Painter): Html {
  return html`<h2>All answers</h2>
${distributionBar(totals, vocabulary, painter)}
${distributionLegend(totals, vocabulary, painter)}`;
}

type Pair = readonly [name: string, value: string];

function pair([name, value]: Pair): Html {
  return html`<div><dt>${name}</dt> <dd>${value}</dd></div>`;
}

function totalsOf(tasks: number, { episodes, frames, labels, unlabelled }: ReportTotals): readonly Pair[] {
  const share = formatShare(unlabelled / Math.max(1, labels + unlabelled));
  return [
    [plural(tasks, 'task'), formatCount(tasks)],
    [plural(episodes, 'episode'), formatCount(episodes)],
    [plural(frames, 'frame'), formatCount(frames)],
    [plural(labels, 'label'), formatCount(labels)],
    [unlabelled === 0 ? 'unlabelled' : `unlabelled, ${share}`, formatCount(unlabelled)],
  ];
}
