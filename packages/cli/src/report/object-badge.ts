import { objectColourCount } from './data/palette.js';
import { type Html, html } from './markup.js';

/** Class that gives an object of a task its colour. */
export function objectClass(object: number): string {
  return `object-${object % objectColourCount}`;
}

/** The numbered badge that stands for an object throughout a task. */
export function objectBadge(object: number): Html {
  return html`<b class="badge ${objectClass(object)}">${object + 1}</b>`;
}
