import { scaleColours } from './data/palette.js';

/** The colour at a share from 0 to 1 of the scale for numbers, as `#rrggbb`. */
export function scaleColour(share: number): string {
  const place = share * (scaleColours.length - 1);
  const from = channels(scaleColours[Math.floor(place)] ?? '');
  const to = channels(scaleColours[Math.ceil(place)] ?? '');
  const mixed = from.map((value, index) => Math.round(value + ((to[index] ?? value) - value) * (place % 1)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(colour: string): readonly number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}
