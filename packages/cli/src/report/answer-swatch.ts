import { type Html, html } from './markup.js';
import type { PaintedWord, Painter } from './painter.js';

/** A small square in the colours of classes, one band each. */
export function swatch(classes: readonly string[]): Html {
  return html`<span class="swatch" aria-hidden="true">${bands(classes)}</span>`;
}

/** Stacked bands that fill the element around them. */
export function bands(classes: readonly string[]): readonly Html[] {
  return classes.map((name) => html`<i class="${name}"></i>`);
}

/** An answer with its swatch. */
export function answerChip(code: number, painter: Painter): Html {
  return html`<span class="answer">${swatch(painter.bands(code))}${painter.name(code)}</span>`;
}

/** What the colours of words stand for, and other entries beneath the same heading. */
export function legend(words: readonly PaintedWord[], others: readonly Html[] = []): Html {
  const entries = words.map(({ word, className }) => html`${swatch([className])}${word}`);
  return html`<ul class="legend" aria-label="Colours">${[...entries, ...others].map((entry) => html`<li>${entry}</li>`)}</ul>`;
}
