import { childrenOf, type Element, invalidModel, placeOf } from './elements.js';

/** Attributes that elements take from the model's default classes. */
export interface Defaults {
  /**
   * An element with the attributes of its class filled in.
   *
   * @param childClass - `childclass` of the nearest body around it; its own `class` comes first.
   * @throws InspireError `MODEL_INVALID` for a class that is not defined.
   */
  apply(element: Element, childClass: string | undefined): Element;
}

type ClassAttributes = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Name of the outermost class where the model gives it none. */
const mainClass = 'main';

/** Reads the `default` sections of a model. A nested class has all that the classes around it have. */
export function readDefaults(model: Element): Defaults {
  const classes = new Map<string, ClassAttributes>([[mainClass, new Map()]]);
  const collect = (element: Element, inherited: ClassAttributes, name: string): void => {
    const own = new Map(inherited);
    for (const { tag, attributes } of element.children) {
      if (tag !== 'default') own.set(tag, new Map([...(own.get(tag) ?? []), ...attributes]));
    }
    classes.set(name, own);
    for (const child of childrenOf([element], 'default')) collect(child, own, nameOf(child));
  };
  for (const element of childrenOf([model], 'default')) {
    const name = element.attributes.get('class') ?? mainClass;
    collect(element, classes.get(mainClass) ?? new Map(), name);
    // Whatever the outermost class is called, elements without a class are of it.
    classes.set(mainClass, classes.get(name) ?? new Map());
  }
  return {
    apply(element, childClass) {
      const name = element.attributes.get('class') ?? childClass ?? mainClass;
      const attributes = classes.get(name);
      if (attributes === undefined) {
        throw invalidModel(`the default class "${name}" is not defined`, placeOf(element), 'mend the model');
      }
      const inherited = attributes.get(element.tag);
      if (inherited === undefined) return element;
      return { ...element, attributes: new Map([...inherited, ...element.attributes]) };
    },
  };
}

function nameOf(element: Element): string {
  const name = element.attributes.get('class');
  if (name !== undefined) return name;
  throw invalidModel('a nested default class has no name', '<default>', 'mend the model');
}
