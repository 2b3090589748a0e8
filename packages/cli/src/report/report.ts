import { colourOf } from './colours.js';
import { type Html, html } from './html.js';
import { style } from './style.js';

/** An episode as the report shows it. */
export interface ReportEpisode {
  readonly id: string;
  /** Frames. */
  readonly length: number;
  readonly fps: number;
  readonly questions: readonly string[];
  /** Answer of each object at each frame [objects][length]; "" is unlabelled. */
  readonly answers: readonly (readonly string[])[];
  /** Pictures to show, as data URLs. */
  readonly strip: readonly { readonly frame: number; readonly url: string }[];
}

/** A task as the report shows it. */
export interface ReportTask {
  readonly instruction: string;
  readonly objects: readonly {
    readonly phrase: string;
    readonly role: string;
    readonly body: string | null;
    readonly span: readonly [start: number, end: number] | null;
  }[];
  readonly episodes: readonly ReportEpisode[];
  /** Episodes that are left out. */
  readonly hidden: number;
}

/** All that the report shows. */
export interface ReportData {
  readonly title: string;
  /** Label and value. */
  readonly totals: readonly (readonly [label: string, value: string])[];
  readonly vocabulary: readonly string[];
  /** How often each answer stands in the data. */
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly { readonly at: string; readonly message: string }[];
  readonly tasks: readonly ReportTask[];
}

/** Makes the report: one HTML document that loads nothing from elsewhere. */
export function createReport(data: ReportData): string {
  const { title, totals, vocabulary, counts, problems, tasks } = data;
  const used = vocabulary.filter((answer) => counts[answer] !== undefined);
  const document = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${{ html: style }}</style></head><body>
<h1>${title}</h1><p class="quiet">In which direction is each object relative to the robot?</p>
<div class="totals">${totals.map(([label, value]) => html`<div><b>${value}</b>${label}</div>`)}</div>
${problems.length === 0 ? '' : html`<h2>Problems</h2>${problems.map(({ at, message }) => html`<p class="problem">${message}<br><span class="quiet">${at}</span></p>`)}`}
<h2>Answers</h2>${distribution(used, vocabulary, counts)}
${tasks.map((task) => taskSection(task, vocabulary, used))}
</body></html>
`;
  return document.html;
}

function distribution(
  used: readonly string[],
  vocabulary: readonly string[],
  counts: ReportData['counts'],
): Html {
  const total = Math.max(1, ...used.map((answer) => counts[answer] ?? 0));
  return html`<table>${used.map((answer) => {
    const count = counts[answer] ?? 0;
    const bar = `width:${((20 * count) / total).toFixed(2)}rem;background:${colourOf(answer, vocabulary)};height:.9rem;border-radius:3px`;
    return html`<tr><th>${answer}</th><td>${count}</td><td><div style="${bar}"></div></td></tr>`;
  })}</table>`;
}

function taskSection(
  { instruction, objects, episodes, hidden }: ReportTask,
  vocabulary: readonly string[],
  used: readonly string[],
): Html {
  return html`<section><h2>${marked(instruction, objects)}</h2>
<table><tr><th>object</th><th>role</th><th>body</th></tr>
${objects.map(({ phrase, role, body }) => html`<tr><td>${phrase}</td><td>${role}</td><td>${body ?? 'not linked'}</td></tr>`)}</table>
${episodes.map((episode) => episodeSection(episode, vocabulary, used))}
${hidden === 0 ? '' : html`<p class="quiet">${hidden} more episodes of this task are not shown.</p>`}</section>`;
}

const markColours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];

function marked(instruction: string, objects: ReportTask['objects']): readonly Html[] {
  const parts: Html[] = [];
  let position = 0;
  objects.forEach(({ span, role }, index) => {
    if (span === null || span[0] < position) return;
    const colour = `--colour:${markColours[index % markColours.length] ?? ''}`;
    parts.push(
      html`${instruction.slice(position, span[0])}<mark style="${colour}" title="${role}">${instruction.slice(...span)}</mark>`,
    );
    position = span[1];
  });
  return [...parts, html`${instruction.slice(position)}`];
}

function episodeSection(
  episode: ReportEpisode,
  vocabulary: readonly string[],
  used: readonly string[],
): Html {
  const { id, length, fps, questions, answers, strip } = episode;
  const caption = (frame: number) =>
    questions.map((question, object) => {
      const answer = answers[object]?.[frame] ?? '';
      return html`${question}<br><b style="--colour:${colourOf(answer, vocabulary)}">${answer === '' ? 'unlabelled' : answer}</b><br>`;
    });
  return html`<h3>${id}, ${length} frames, ${(length / fps).toFixed(1)} s</h3>
<div class="strip">${strip.map(({ frame, url }) => html`<figure><img src="${url}" alt="frame ${frame}"><figcaption><span class="quiet">frame ${frame}</span><br>${caption(frame)}</figcaption></figure>`)}</div>
${timeline(episode, vocabulary)}
<div class="legend">${used.map((answer) => html`<span><i style="background:${colourOf(answer, vocabulary)}"></i>${answer}</span>`)}<span><i style="background:#bbb"></i>unlabelled</span></div>`;
}

const rowHeight = 34;

function timeline({ questions, answers, length, fps }: ReportEpisode, vocabulary: readonly string[]): Html {
  const x = (frame: number) => ((1000 * frame) / Math.max(1, length)).toFixed(1);
  return html`<svg viewBox="0 0 1000 ${answers.length * rowHeight + 4}" role="img" aria-label="answers over time">${answers.map(
    (column, row) =>
      html`<text x="0" y="${row * rowHeight + 12}">${questions[row] ?? ''}</text>${runs(column).map(
        ({ answer, start, end }) =>
          html`<rect x="${x(start)}" y="${row * rowHeight + 16}" width="${x(end - start)}" height="14" fill="${colourOf(answer, vocabulary)}"><title>${answer === '' ? 'unlabelled' : answer}: frames ${start} to ${end - 1}, ${(start / fps).toFixed(2)} s</title></rect>`,
      )}`,
  )}</svg>`;
}

/** Stretches [start, end) of equal answers. */
export function runs(
  answers: readonly string[],
): readonly { readonly answer: string; readonly start: number; readonly end: number }[] {
  const starts = answers.flatMap((answer, frame) =>
    frame === 0 || answer !== answers[frame - 1] ? [frame] : [],
  );
  return starts.map((start, run) => ({
    answer: answers[start] ?? '',
    start,
    end: starts[run + 1] ?? answers.length,
  }));
}
