import { bodySuffixes, sceneryPrefixes } from './data/words.js';

/** A body's name taken apart: `wooden_cabinet_1_cabinet_top` is wooden, cabinet; 1; cabinet_top. */
export interface SceneBody {
  readonly name: string;
  /** Words of the object's name. */
  readonly words: readonly string[];
  /** The object with its instance number, e.g. `wooden_cabinet_1`. */
  readonly object: string;
  /** `main`, or the name of a part. */
  readonly part: string;
}

/** Takes the names of a scene's bodies apart; the robot and the table are left out. */
export function parseBodies(names: readonly string[]): readonly SceneBody[] {
  return names.filter((name) => !isScenery(name)).map(parseBody);
}

/** Whether a body is the robot, the table or the room, which are no objects of a task. */
export function isScenery(name: string): boolean {
  return sceneryPrefixes.some((prefix) => new RegExp(`^${prefix}(_|\\d|$)`).test(name));
}

/** The last number counts the instance: `chefmate_8_frypan_1_main`. */
function parseBody(name: string): SceneBody {
  const match = /^(.+)_(\d+)(?:_([a-z][a-z_]*))?$/.exec(name);
  if (match === null) return unnumbered(name);
  const [, kind = name, number = '', part = 'main'] = match;
  return { name, words: wordsOf(kind), object: `${kind}_${number}`, part };
}

/** `red_block`, `button_link`: names of worlds that count nothing. */
function unnumbered(name: string): SceneBody {
  const words = wordsOf(name);
  const named = words.filter((word) => !bodySuffixes.includes(word));
  return { name, words: named.length > 0 ? named : words, object: name, part: 'main' };
}

function wordsOf(kind: string): readonly string[] {
  return kind
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_\-./ ]+/)
    .filter((word) => !/^\d*$/.test(word))
    .map(singular);
}

/** A word in the form in which words are compared, so that `cookies` fits "the cookie box", and "berries" `berry`. */
export function singular(word: string): string {
  if (word.length < 4) return word;
  if (/ies?$/.test(word)) return word.replace(/ies?$/, 'y');
  return /[^s]s$/.test(word) && !/(us|is)$/.test(word) ? word.slice(0, -1) : word;
}
