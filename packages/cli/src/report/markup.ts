/** Text that is already HTML. */
export interface Html {
  /** Put into a page as it stands. */
  readonly html: string;
}

/** What may stand in a template: null is nothing, a list is its parts one after the other. */
export type Part = Html | string | number | null | readonly Part[];

/**
 * Builds HTML from a template; everything put in is escaped unless it is {@link Html} itself.
 *
 * The escaping holds in text and in quoted attributes, not in style sheets, scripts or unquoted attributes.
 */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: texts.map((text, index) => text + render(parts[index] ?? null)).join('') };
}

function render(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part));
  return 'html' in part ? part.html : part.map(render).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
