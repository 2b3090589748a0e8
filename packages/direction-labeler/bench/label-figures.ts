// Draws docs/images/labels-*.svg: one plot per episode kind of docs/labels.md, from the code that labels.
// Run from the root: npx tsx --conditions=@inspire-vla/source packages/direction-labeler/bench/label-figures.ts
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  createLabeler,
  findGrasps,
  type GripperEvents,
  type ObjectTrack,
  positionsFromEvents,
  relationsBetween,
} from '@inspire-vla/direction-labeler';
import { type EpisodeKind, episodeKinds, type Recording, record } from '../src/__fixtures__/episode-kinds.js';

const [left, right, width] = [76, 10, 640];
const heights = { top: 14, bottom: 104 } as const;
const opening = { top: 116, bottom: 156 } as const;
const strips = { top: 168, step: 22, height: 16 } as const;
const objectColours = ['#c2410c', '#1d4ed8', '#047857', '#7c3aed'];
const wordColours: Readonly<Record<string, string>> = {
  right: '#bfdbfe',
  left: '#fde68a',
  up: '#e9d5ff',
  down: '#d1d5db',
  front: '#bbf7d0',
  back: '#fecaca',
  grasped: '#fdba74',
};
const labeler = createLabeler();

/** Pixels of a frame's left edge. */
function across(frame: number, length: number): number {
  return left + ((width - left - right) * frame) / length;
}

function draw(kind: EpisodeKind): string {
  const recording = record(kind);
  const events = findGrasps(recording.opening);
  const { tracks, tolerance } = positionsFromEvents({
    ...recording,
    grasps: events.grasps,
    objects: kind.objects,
  });
  const height = strips.top + strips.step * tracks.length + 4;
  const parts = [
    shades(events, recording.length, height),
    scale(heights, 'height', '0.3 m', '0'),
    scale(opening, 'opening', 'open', 'shut'),
    line(recording, (frame) => down(heights, (recording.effector[frame * 3 + 2] ?? 0) / 0.3), '#111827', ''),
    ...tracks.map((track, index) => heightLine(track, recording, objectColours[index] ?? '#111827')),
    line(recording, (frame) => down(opening, (recording.opening[frame] ?? 0) / 0.08), '#6b7280', ''),
    ...tracks.map((track, index) => strip(track, recording, tolerance, index)),
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `font-family="sans-serif" font-size="10"><title>${kind.instruction}</title>` +
    `<rect width="${width}" height="${height}" fill="#fff"/>${parts.join('')}</svg>\n`
  );
}

/** Grasps shaded over the whole height, misses hatched by a lighter grey. */
function shades({ grasps, misses }: GripperEvents, length: number, height: number): string {
  const shade = (colour: string) => (span: { readonly start: number; readonly end: number }) => {
    const [from, to] = [across(span.start, length), across(span.end, length)];
    return `<rect x="${short(from)}" y="4" width="${short(to - from)}" height="${height - 8}" fill="${colour}"/>`;
  };
  return [...grasps.map(shade('#fff1e2')), ...misses.map(shade('#f1f1f1'))].join('');
}

interface Panel {
  readonly top: number;
  readonly bottom: number;
}

function down({ top, bottom }: Panel, share: number): number {
  return bottom - (bottom - top) * share;
}

function scale({ top, bottom }: Panel, name: string, high: string, low: string): string {
  const text = (y: number, words: string) =>
    `<text x="${left - 6}" y="${y}" text-anchor="end" fill="#6b7280">${words}</text>`;
  return (
    `<path d="M${left} ${top}V${bottom}H${width - right}" fill="none" stroke="#d1d5db"/>` +
    text(top + 4, high) +
    text((top + bottom) / 2 + 4, name) +
    text(bottom + 2, low)
  );
}

/** A line over time; points on a straight piece are left out. */
function line({ length }: Recording, y: (frame: number) => number, colour: string, extra: string): string {
  const points = Array.from({ length }, (_, frame) => [across(frame + 0.5, length), y(frame)] as const);
  const corners = points.filter(([, here], index) => {
    const [before, after] = [points[index - 1]?.[1], points[index + 1]?.[1]];
    return before === undefined || after === undefined || Math.abs(before + after - 2 * here) > 0.02;
  });
  const path = corners
    .filter(([, value]) => Number.isFinite(value))
    .map(([x, value]) => `${short(x)},${short(value)}`);
  if (path.length === 0) return '';
  return `<polyline points="${path.join(' ')}" fill="none" stroke="${colour}" stroke-width="1.5"${extra}/>`;
}

function heightLine({ positions }: ObjectTrack, recording: Recording, colour: string): string {
  return line(
    recording,
    (frame) => down(heights, (positions[frame * 3 + 2] ?? Number.NaN) / 0.3),
    colour,
    ' stroke-dasharray="4 3"',
  );
}

/** The labels of one object as a strip of coloured words. */
function strip(
  track: ObjectTrack,
  { effector, length }: Recording,
  tolerance: number,
  index: number,
): string {
  const relations = relationsBetween(track.positions, effector);
  const codes = labeler.labelRelations({ relations, grasped: track.grasped, tolerance });
  const y = strips.top + strips.step * index;
  const name = `<text x="${left - 6}" y="${y + 12}" text-anchor="end" fill="${objectColours[index]}">${track.phrase}</text>`;
  const pieces: string[] = [];
  for (let start = 0, end = 0; start < length; start = end) {
    while (end < length && codes[end] === codes[start]) end += 1;
    const word = labeler.vocabulary.answers[codes[start] ?? -1];
    const [from, to] = [across(start, length), across(end, length)];
    const colour = word === undefined ? '#fff' : wordColours[word];
    pieces.push(
      `<rect x="${short(from)}" y="${y}" width="${short(to - from)}" height="${strips.height}" fill="${colour}" stroke="#9ca3af" stroke-width=".5"/>`,
    );
    if (word !== undefined && to - from > word.length * 6) {
      pieces.push(`<text x="${short((from + to) / 2)}" y="${y + 12}" text-anchor="middle">${word}</text>`);
    }
  }
  return name + pieces.join('');
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

const folder = new URL('../../../docs/images/', import.meta.url);
for (const kind of episodeKinds) {
  const file = new URL(`labels-${kind.id}.svg`, folder);
  writeFileSync(file, draw(kind));
  console.log(fileURLToPath(file));
}
