/** Elements that HTML closes by itself. */
const voidElements = ['meta', 'img', 'br'] as const;

/** A start tag with its attributes, unescaped. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * Reads the start tags of the report's own HTML: quoted attributes only, the style sheet left out.
 *
 * @throws Error where a tag is not closed in order, or an attribute is not quoted.
 */
export function readTags(document: string): readonly Tag[] {
  const open: string[] = [];
  const tags: Tag[] = [];
  for (const [, slash, name = '', rest = ''] of withoutStyle(document).matchAll(/<(\/?)([a-z][\w-]*)([^<>]*)>/gi)) {
    if (slash === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    tags.push({ name, attributes: readAttributes(rest) });
    const isClosed = rest.endsWith('/') || voidElements.some((element) => element === name);
    if (!isClosed) open.push(name);
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} is not closed`);
  return tags;
}

/** The document's text as a reader sees it, without titles and without the labels beneath an instruction. */
export function readText(document: string): string {
  const shown = withoutStyle(document)
    .replace(/<title>.*?<\/title>/gs, '')
    .replace(/<i aria-hidden="true".*?<\/i>/gs, '');
  return unescape(shown.replace(/<[^<>]*>/g, ''));
}

function withoutStyle(document: string): string {
  return document.replace(/<style>.*?<\/style>/s, '').replace('<!doctype html>', '');
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const rest = text.replace(/\s+([\w-]+)="[^"]*"/g, '');
  if (!/^\/?$/.test(rest.trim())) throw new Error(`attributes are not quoted: ${text}`);
  return new Map(
    [...text.matchAll(/\s+([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, unescape(value)]),
  );
}

function unescape(text: string): string {
  const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => characters[name] ?? '');
}
