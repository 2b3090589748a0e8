import { groupBy } from '../group-by.js';
import { formatCounted } from './format.js';
import { type Html, html } from './markup.js';
import type { ReportProblem } from './report-data.js';

/** Kinds of problems that are shown, and places of each. */
const maximum = { kinds: 50, places: 5 } as const;

/** The problems, those with the same text as one; null where there are none. */
export function problemList(problems: readonly ReportProblem[]): Html | null {
  if (problems.length === 0) return null;
  const kinds = [...groupBy(problems, ({ what }) => what)];
  const more = kinds.length - maximum.kinds;
  return html`<section class="problems" aria-labelledby="problems"><h2 id="problems">${formatCounted(problems.length, 'problem')}</h2>
<ul>${kinds.slice(0, maximum.kinds).map(([what, same]) => html`<li><p>${what}</p><p class="quiet">${placesOf(same)}</p></li>`)}</ul>
${more > 0 ? html`<p class="quiet">${formatCounted(more, 'further kind')} of problems left out.</p>` : null}</section>`;
}

function placesOf(problems: readonly ReportProblem[]): string {
  const more = problems.length - maximum.places;
  const places = problems.slice(0, maximum.places).map(({ where }) => where);
  return `${places.join(', ')}${more > 0 ? ` and ${formatCounted(more, 'further place')}` : ''}`;
}
