import { InspireError } from '@inspire-vla/adapter';
import { XMLParser } from 'fast-xml-parser';

/** An XML element of a model. */
export interface Element {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** In document order; text and comments are left out. */
  readonly children: readonly Element[];
}

const attributeGroup = ':@';

/** Document order is kept, since it is the order of the numbers in a simulator state; values stay text. */
const parserOptions = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 200,
} as const;

/**
 * Parses the text of an MJCF model into elements.
 *
 * @returns the `mujoco` element.
 * @throws InspireError `MODEL_INVALID` where the text is no XML, or no model.
 */
export function parseElements(text: string): Element {
  const root = parseXml(text).flatMap(elementOf);
  const [model] = root;
  if (model === undefined || model.tag !== 'mujoco' || root.length !== 1) {
    throw invalidModel('the text holds no <mujoco> element', 'model', 'give a whole MJCF model');
  }
  return model;
}

function parseXml(text: string): readonly unknown[] {
  try {
    const parsed: unknown = new XMLParser(parserOptions).parse(text, true);
    return Array.isArray(parsed) ? parsed : [];
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw invalidModel(`the text is no XML (${reason})`, 'model', 'give a whole MJCF model', cause);
  }
}

function elementOf(node: unknown): readonly Element[] {
  const entries = Object.entries(node as Readonly<Record<string, unknown>>);
  const [found] = entries.filter(([key]) => key !== attributeGroup && !key.startsWith('#'));
  if (found === undefined) return [];
  const [tag, children] = found;
  const attributes = (node as Readonly<Record<string, unknown>>)[attributeGroup] ?? {};
  return [
    {
      tag,
      attributes: new Map(Object.entries(attributes).map(([name, value]) => [name, String(value)])),
      children: Array.isArray(children) ? children.flatMap(elementOf) : [],
    },
  ];
}

/** Children of one tag, over all elements of a list: MuJoCo merges repeated sections. */
export function childrenOf(elements: readonly Element[], tag: string): readonly Element[] {
  return elements.flatMap(({ children }) => children.filter((child) => child.tag === tag));
}

/** Where an element is, for people: `body "plate_1_main"`. */
export function placeOf({ tag, attributes }: Element): string {
  const name = attributes.get('name');
  return name === undefined ? `<${tag}> without a name` : `${tag} "${name}"`;
}

/** The error for a model that MuJoCo itself would refuse. */
export function invalidModel(message: string, at: string, fix: string, cause?: unknown): InspireError {
  return new InspireError({ code: 'MODEL_INVALID', message, at, fix, cause });
}

/** The error for what MuJoCo knows and we do not. */
export function unsupportedModel(message: string, at: string): InspireError {
  const fix =
    'save the compiled model as XML (mj_saveLastXML), which spells everything out as bodies and joints';
  return new InspireError({ code: 'MODEL_UNSUPPORTED', message, at, fix });
}
