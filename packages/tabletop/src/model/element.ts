/** An XML element of a model: tag, attributes and children. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number | readonly number[] | undefined>>;
  readonly children: readonly Element[];
}

/** Makes an element; attributes that are undefined are left out. */
export function element(
  tag: string,
  attributes: Element['attributes'] = {},
  children: readonly Element[] = [],
): Element {
  return { tag, attributes, children };
}

/** Writes an element as XML text. */
export function renderElement({ tag, attributes, children }: Element): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => ` ${name}="${escapeText(typeof value === 'object' ? value.join(' ') : `${value}`)}"`,
    )
    .join('');
  if (children.length === 0) return `<${tag}${written}/>`;
  return `<${tag}${written}>${children.map(renderElement).join('')}</${tag}>`;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
