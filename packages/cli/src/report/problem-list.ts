import { formatCounted } from './format.js';
import { type Html, html } from './markup.js';
import type { ReportProblem } from './report-data.js';

/** Kinds of problems that are shown, and places of each. */
const maximum = { kinds: 50, places: 5 } as const;

/** The problems, those with the same text as one; null where there are none. */
export function problemList(problems: readonly ReportProblem[]): Html | null {
  if (problems.length === 0) return null;
  const kinds = [...groupPlaces(problems)];
  const more = kinds.length - maximum.kinds;
  return html`<section class="problems" aria-labelledby="problems"><h2 id="problems">${formatCounted(problems.length, 'problem')}</h2>
<ul>${kinds.slice(0, maximum.kinds).map(([what, places]) => html`<li><p>${what}</p><p class="quiet">${placesOf(places)}</p></li>`)}</ul>
${more > 0 ? html`<p class="quiet">${formatCounted(more, 'further kind')} of problems left out.</p>` : null}</section>`;
}

function groupPlaces(problems: readonly ReportProblem[]): ReadonlyMap<string, readonly string[]> {
  const kinds = new Map<string, string[]>();
  for (const { where, what } of problems) {
    const places = kinds.get(what);
    if (places === undefined) kinds.set(what, [where]);
    else places.push(where);
  }
  return kinds;
}

function placesOf(places: readonly string[]): string {
  const more = places.length - maximum.places;
  return `${places.slice(0, maximum.places).join(', ')}${more > 0 ? ` and ${formatCounted(more, 'further place')}` : ''}`;
}
