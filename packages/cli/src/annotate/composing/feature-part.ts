import { InspireError } from '@inspire-vla/adapter';
import type { EpisodeSource, Feature } from '@inspire-vla/dataset';
import { featuresOf } from '../positions/choose-positions.js';

/** Some numbers of a feature, the columns [start, end) of its values, row by row where they are a table; or one number. */
export type Part =
  | { readonly feature: Feature; readonly start: number; readonly end: number }
  | { readonly feature: null; readonly constant: number };

/** How many numbers a part has. */
export function widthOf(part: Part): number {
  return part.feature === null ? 1 : part.end - part.start;
}

/**
 * Finds what `name`, `name[6]` or `name[0:3]` means in a source; an end that is left out is the feature's. A number
 * stands for itself, in every frame.
 *
 * @throws InspireError `FEATURE_MISSING` for a feature or columns that the source lacks, and for a feature of text.
 */
export function findPart(text: string, source: Pick<EpisodeSource, 'features' | 'files'>): Part {
  const [, prefix = text, first, colon, last] = /^(.+)\[(\d+)(?:(:)(\d*))?\]$/.exec(text) ?? [];
  const whole = source.features.find(({ name }) => name === text);
  const feature = whole ?? source.features.find(({ name }) => name === prefix);
  if (feature === undefined && /^-?\d+(\.\d+)?$/.test(text)) return { feature: null, constant: Number(text) };
  if (feature === undefined) throw unfit(`there is no feature ${prefix}`, source);
  const { name, type } = feature;
  if (type === 'string' || type === 'language') throw unfit(`the feature ${name} is text`, source);
  const width = countOf(feature);
  if (whole !== undefined || first === undefined) return { feature, start: 0, end: width };
  const start = Number(first);
  const end = colon === undefined ? start + 1 : last === undefined || last === '' ? width : Number(last);
  if (start >= end || end > width)
    throw unfit(`${text} is not in ${name}, whose numbers are 0 to ${width - 1}`, source);
  return { feature, start, end };
}

/** What the numbers of a part are called: as its feature names them, else by its name and their place. */
export function namesOf(part: Part): readonly string[] {
  if (part.feature === null) return [`constant ${part.constant}`];
  const { feature, start, end } = part;
  const own = feature.name.split(/[./]/).at(-1) ?? feature.name;
  return Array.from({ length: end - start }, (_, index) => {
    const place = start + index;
    return feature.names?.[place] ?? (countOf(feature) === 1 ? own : `${own}_${place}`);
  });
}

/** A part as it is typed. */
export function describePart(part: Part): string {
  if (part.feature === null) return String(part.constant);
  const { feature, start, end } = part;
  return end - start === countOf(feature) ? feature.name : `${feature.name}[${start}:${end}]`;
}

function countOf({ shape }: Feature): number {
  return shape.reduce((product, axis) => product * axis, 1);
}

function unfit(message: string, source: Pick<EpisodeSource, 'features' | 'files'>): InspireError {
  const numbers = source.features.filter(({ type }) => type !== 'string' && type !== 'language');
  return new InspireError({
    code: 'FEATURE_MISSING',
    message,
    at: source.files[0] ?? 'the source',
    fix: `name features of numbers, columns of them as name[0:3], or a number: ${featuresOf({ features: numbers })}`,
  });
}
