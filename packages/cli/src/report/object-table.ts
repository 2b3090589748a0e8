import { formatCount, formatShare } from './format.js';
import { type Html, html } from './markup.js';
import { objectBadge } from './object-badge.js';
import type { ReportCounts, ReportObject, ReportTask } from './report-data.js';
import { countsOf } from './tally.js';

/** The objects of a task: phrase, role, the body that each is linked to, and its missing labels. */
export function objectTable(task: ReportTask, vocabulary: readonly string[]): Html {
  if (task.objects.length === 0) {
    return html`<p class="quiet">No object is asked about: this task is a plain instruction.</p>`;
  }
  const rows = task.objects.map((object, index) => row(object, index, countsOf(task, index, vocabulary)));
  return html`<div class="scroll" role="region" aria-label="Objects" tabindex="0"><table class="objects">
<thead><tr><th scope="col">object</th><th scope="col">role</th><th scope="col">scene body</th><th scope="col">unlabelled</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function row({ phrase, role, body, note }: ReportObject, index: number, counts: ReportCounts): Html {
  const link = body === null ? html`<em class="missing">not linked</em>` : html`<code>${body}</code>`;
  const remark = note === undefined ? null : html`<br><span class="quiet">${note}</span>`;
  return html`<tr><th scope="row">${objectBadge(index)} ${phrase}</th><td>${role}</td>
<td>${link}${remark}</td><td>${missingLabels(counts)}</td></tr>`;
}

function missingLabels({ answers, unlabelled }: ReportCounts): string {
  if (unlabelled === 0) return 'none';
  const all = Object.values(answers).reduce((sum, count) => sum + count, unlabelled);
  return `${formatCount(unlabelled)} (${formatShare(unlabelled / all)})`;
}
