import { type Html, html } from './markup.js';
import { objectClass } from './object-badge.js';
import type { ReportObject } from './report-data.js';

/** An object's span with the lane that its underline runs in, 0 nearest to the text. */
interface Mark {
  readonly object: number;
  readonly role: string;
  readonly start: number;
  readonly end: number;
  readonly lane: number;
}

/** How wide a label's character is beside the instruction's. */
const labelWidth = 0.62;

/**
 * The instruction with a line and a role beneath each object. Spans may nest, overlap or repeat: marks that would lie
 * on each other run in different lanes.
 */
export function markedInstruction(instruction: string, objects: readonly ReportObject[]): Html {
  const marks = placeMarks(instruction, objects);
  const lanes = Math.max(0, ...marks.map(({ lane }) => lane + 1));
  const pieces = cut(instruction, marks).map(({ start, end }) => {
    const covering = marks.filter((mark) => mark.start < end && start < mark.end);
    const text = instruction.slice(start, end);
    if (covering.length === 0) return text;
    // Lines stand before the text: after it, a line break at the word's end would tear the two apart.
    return html`<mark>${covering.map((mark) => line(mark, start))}${text}</mark>`;
  });
  return html`<span class="instruction" style="--lanes:${lanes}">${pieces}</span>`;
}

/** Line and label are decoration: the table of objects says the same in words. */
function line(mark: Mark, start: number): Html {
  const label = start === mark.start ? html`<span>${mark.object + 1} ${mark.role}</span>` : null;
  return html`<i aria-hidden="true" class="${objectClass(mark.object)}" style="--lane:${mark.lane}">${label}</i>`;
}

function placeMarks(instruction: string, objects: readonly ReportObject[]): readonly Mark[] {
  const spans = objects.flatMap(({ span, role }, object) => {
    if (span === null) return [];
    const [start, end] = [Math.max(0, span[0]), Math.min(instruction.length, span[1])];
    return start < end ? [{ object, role, start, end }] : [];
  });
  const marks: Mark[] = [];
  // The shortest come first: what is nested is underlined next to the text.
  for (const span of spans.toSorted((one, other) => one.end - one.start - (other.end - other.start))) {
    marks.push({ ...span, lane: freeLane(span, marks) });
  }
  return marks;
}

function freeLane(span: Omit<Mark, 'lane'>, marks: readonly Mark[]): number {
  const taken = new Set(
    marks.filter((mark) => mark.start < reach(span) && span.start < reach(mark)).map(({ lane }) => lane),
  );
  let lane = 0;
  while (taken.has(lane)) lane += 1;
  return lane;
}

/** Where a mark ends, its label counted. */
function reach({ start, end, role }: Omit<Mark, 'lane'>): number {
  return Math.max(end + 1, start + Math.ceil((role.length + 3) * labelWidth));
}

/** Cuts a text after its words, where a line may break, and where a mark begins or ends. */
function cut(
  text: string,
  marks: readonly Mark[],
): readonly { readonly start: number; readonly end: number }[] {
  const afterWords = [...text.matchAll(/\S\s+/g)].map(({ 0: match, index }) => index + match.length);
  const bounds = [0, text.length, ...afterWords, ...marks.flatMap(({ start, end }) => [start, end])];
  const sorted = [...new Set(bounds)].toSorted((one, other) => one - other);
  return sorted.slice(1).map((end, index) => ({ start: sorted[index] ?? 0, end }));
}
