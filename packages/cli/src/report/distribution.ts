import { answerChip, bands, legend } from './answer-swatch.js';
import { formatCount, formatShare, percent } from './format.js';
import { type Html, html } from './markup.js';
import { type Painter, unlabelledWord } from './painter.js';
import type { ReportCounts } from './report-data.js';

/** Answers that get a line of their own; the rest are summed up. */
const linesMaximum = 12;

/** A line of a distribution. */
interface Line {
  readonly code: number;
  readonly count: number;
}

/** How often each answer was given, as bars; the commonest answers where there are many. */
export function distributionTable(
  counts: ReportCounts,
  vocabulary: readonly string[],
  painter: Painter,
  caption: string,
): Html {
  const lines = linesOf(counts, vocabulary);
  const total = sum(lines);
  const own = new Set(lines.length <= linesMaximum ? lines : commonest(lines));
  const rest = lines.filter((line) => !own.has(line));
  return html`<table class="distribution"><caption>${caption}</caption><tbody>
${[...own].map(({ code, count }) => row(answerChip(code, painter), count, total, painter.bands(code)))}
${rest.length === 0 ? null : row(html`${rest.length} other answers`, sum(rest), total, [unlabelledWord.className])}
</tbody></table>`;
}

/** The same in one line, for an overview. */
export function distributionBar(counts: ReportCounts, vocabulary: readonly string[], painter: Painter): Html {
  const lines = linesOf(counts, vocabulary);
  const total = Math.max(1, sum(lines));
  const named = lines.map((line) => ({
    ...line,
    share: `${painter.name(line.code)} ${formatShare(line.count / total)}`,
  }));
  const label = named.slice(0, linesMaximum).map(({ share }) => share);
  return html`<div class="share" role="img" aria-label="${label.join(', ')}">${named.map(
    ({ code, count, share }) => {
      return html`<span style="flex-grow:${count}" title="${share}, ${formatCount(count)}">${bands(painter.bands(code))}</span>`;
    },
  )}</div>`;
}

/** The legend of {@link distributionBar}: answers with their shares, or only the words where answers are many. */
export function distributionLegend(
  counts: ReportCounts,
  vocabulary: readonly string[],
  painter: Painter,
): Html {
  const lines = linesOf(counts, vocabulary);
  if (lines.length > linesMaximum) return legend([...painter.words, unlabelledWord]);
  const entries = lines.map(({ code, count }) => {
    return html`${answerChip(code, painter)} <span class="quiet">${formatShare(count / sum(lines))}</span>`;
  });
  return legend([], entries);
}

/** In the vocabulary's order, unlabelled last; what never occurs is left out. */
function linesOf(counts: ReportCounts, vocabulary: readonly string[]): readonly Line[] {
  const lines = vocabulary.map((answer, code) => ({ code, count: countOf(counts, answer) }));
  return [...lines, { code: vocabulary.length, count: counts.unlabelled }].filter(({ count }) => count > 0);
}

/** An answer may be called as a property that every object has, such as "constructor". */
function countOf({ answers }: ReportCounts, answer: string): number {
  return Object.hasOwn(answers, answer) ? (answers[answer] ?? 0) : 0;
}

function commonest(lines: readonly Line[]): readonly Line[] {
  return lines.toSorted((one, other) => other.count - one.count).slice(0, linesMaximum);
}

function row(name: Html, count: number, total: number, classes: readonly string[]): Html {
  const share = count / Math.max(1, total);
  return html`<tr><th scope="row">${name}</th><td>${formatCount(count)}</td><td>${formatShare(share)}</td>
<td aria-hidden="true"><div class="length" style="width:${percent(share)}">${bands(classes)}</div></td></tr>`;
}

function sum(lines: readonly Line[]): number {
  return lines.reduce((total, { count }) => total + count, 0);
}
