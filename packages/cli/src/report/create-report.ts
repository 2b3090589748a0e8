import { formatCounted, formatShown } from './format.js';
import { type Html, html } from './markup.js';
import { createPainter } from './painter.js';
import { problemList } from './problem-list.js';
import type { ReportData } from './report-data.js';
import { reportHeader } from './report-header.js';
import { styleSheet } from './style-sheet.js';
import { taskSection } from './task-section.js';

/** Episodes that are shown of one task, unless the data say otherwise. */
const maximumEpisodesDefault = 3;

/** Nothing is loaded from elsewhere and no script runs, whatever stands in the data. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/**
 * Makes the report: one HTML document, complete in itself. The same data give the same text.
 *
 * @returns the document; it holds no script, no link to elsewhere and no address to load from.
 */
export function createReport(data: ReportData): string {
  const { title, vocabulary, problems, tasks, maximumEpisodes = maximumEpisodesDefault } = data;
  const painter = createPainter(vocabulary);
  const document = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title><style>${{ html: styleSheet + painter.rules }}</style></head><body>
${hatch}
${reportHeader(data, painter)}
<main>
${problemList(problems)}
${tasks.length < 2 ? null : contents(data)}
${tasks.map((task, place) => taskSection(task, { place, vocabulary, painter, maximumEpisodes }))}
</main></body></html>
`;
  return document.html;
}

/** The pattern of "held", which the style sheet refers to. */
const hatch: Html = html`<svg class="patterns" aria-hidden="true"><defs>
<pattern id="held" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect class="held-ground" width="6" height="6"/><rect class="held-line" width="2" height="6"/></pattern></defs></svg>`;

function contents({ tasks, taskCount = tasks.length }: ReportData): Html {
  const entries = tasks.map(({ instruction, episodeCount }, place) => {
    const episodes = formatCounted(episodeCount, 'episode');
    return html`<li><a href="#task-${place + 1}">${instruction}</a> <span class="quiet">${episodes}</span></li>`;
  });
  const isPart = taskCount > tasks.length;
  const left = isPart ? html`<p class="quiet">${formatShown(tasks.length, taskCount, 'task')}</p>` : null;
  return html`<nav aria-labelledby="contents"><h2 id="contents">Tasks</h2>${left}<ol>${entries}</ol></nav>`;
}
