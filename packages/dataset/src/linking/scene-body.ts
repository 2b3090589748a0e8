import { sceneryPrefixes } from './data/words.js';

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
  return names.flatMap((name) => {
    const match = /^(.+)_(\d+)(?:_([a-z].*))?$/.exec(name);
    if (match === null || sceneryPrefixes.some((prefix) => name.startsWith(prefix))) return [];
    const [, kind = '', number = '', part = 'main'] = match;
    const words = kind.split('_').filter((word) => !/^\d*$/.test(word));
    return [{ name, words, object: `${kind}_${number}`, part }];
  });
}
