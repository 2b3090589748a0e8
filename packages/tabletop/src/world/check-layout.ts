import { InspireError } from '@inspire-vla/adapter';
import { partsOf } from '../model/parts.js';
import type { Thing } from '../model/thing.js';
import type { Layout } from './layout.js';

/**
 * Sees that a start places every thing of a scene and nothing else, and that its numbers are finite.
 *
 * @throws InspireError `LAYOUT_INVALID` with the place of the first thing that is wrong, e.g. `things.red_box_1.yaw`.
 */
export function checkLayout(layout: Layout, things: readonly Thing[]): void {
  for (const field of ['things', 'parts', 'hand'] as const) {
    const value: unknown = layout?.[field];
    if (typeof value !== 'object' || value === null)
      throw invalid(`it has no ${field}`, field, `give ${field}`);
  }
  const { things: placements, parts, hand } = layout;
  const names = things.map(({ name }) => name);
  checkKnown(Object.keys(placements), names, 'things');
  for (const name of names) {
    const placement = Object.hasOwn(placements, name) ? placements[name] : undefined;
    checkPlace(placement, 2, `things.${name}`);
  }
  checkKnown(Object.keys(parts), [...partsOf(things).keys()], 'parts');
  for (const [name, value] of Object.entries(parts)) checkNumber(value, `parts.${name}`);
  checkPlace(hand, 3, 'hand');
}

interface Place {
  readonly position: ArrayLike<number>;
  readonly yaw: number;
}

function checkPlace(place: Place | undefined, count: number, at: string): void {
  const numbers = Array.from(place?.position ?? []);
  if (place === undefined || numbers.length !== count) {
    throw invalid(`${at} has no position of ${count} numbers`, at, 'give its position and yaw');
  }
  for (const value of numbers) checkNumber(value, `${at}.position`);
  checkNumber(place.yaw, `${at}.yaw`);
}

function checkNumber(value: number, at: string): void {
  if (!Number.isFinite(value)) throw invalid(`${at} is ${value}`, at, 'give a finite number');
}

function checkKnown(names: readonly string[], known: readonly string[], at: string): void {
  const name = names.find((candidate) => !known.includes(candidate));
  if (name === undefined) return;
  const fix = known.length === 0 ? `leave ${at} empty` : `name only ${known.join(', ')}`;
  throw invalid(`the scene has no ${name}`, `${at}.${name}`, fix);
}

function invalid(detail: string, at: string, fix: string): InspireError {
  return new InspireError({
    code: 'LAYOUT_INVALID',
    message: `the layout does not fit the scene: ${detail}`,
    at,
    fix,
  });
}
