/** Text that is already HTML. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | readonly Part[];

/** Builds HTML from a template; everything put in is escaped unless it is {@link Html} itself. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return {
    html: texts
      .map((text, index) => text + (index < parts.length ? render(parts[index] ?? '') : ''))
      .join(''),
  };
}

function render(part: Part): string {
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
