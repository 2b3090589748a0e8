import { type AxisWords, type Direction, directions, InspireError } from '@inspire-vla/adapter';

/** Which words the axes of the world have, for somebody who watches the robot. */
export interface Frame {
  /** [positive, negative] */
  readonly x: AxisWords;
  /** [positive, negative] */
  readonly y: AxisWords;
  /** [positive, negative] */
  readonly z: AxisWords;
}

/**
 * The frames of the paper's two set-ups.
 *
 * `libero`: +x away from the base, +y the viewer's right (Koorye/Inspire\@c61328bc vla_scripts/datasets_with_vqa.py).
 * `authors-real`: the authors' real robot (scripts/annotate_data.py of the same commit).
 */
export const frames = {
  libero: { x: ['front', 'back'], y: ['right', 'left'], z: ['up', 'down'] },
  'authors-real': { x: ['right', 'left'], y: ['back', 'front'], z: ['up', 'down'] },
} as const satisfies Record<string, Frame>;

const axes = ['x', 'y', 'z'] as const;

/**
 * Parses a frame such as `x:front/back,y:right/left,z:up/down` (positive word first).
 *
 * @throws InspireError `FRAME_SYNTAX` for another form, `FRAME_WORDS` for words that are no pair of opposites or
 * stand on two axes.
 *
 * @example
 * ```ts
 * import { createFrame } from '@inspire-vla/direction-labeler';
 *
 * createFrame('x:right/left,y:back/front,z:up/down').y; // ['back', 'front']
 * ```
 */
export function createFrame(text: string): Frame {
  const pairs = new Map(text.split(',').map((part) => parseAxis(part.trim(), text)));
  const [x, y, z] = axes.map((axis) => pairs.get(axis));
  if (x === undefined || y === undefined || z === undefined || text.split(',').length !== axes.length) {
    throw syntaxError(text, 'each of x, y and z must stand there once');
  }
  const words = [...x, ...y, ...z];
  if (new Set(words).size !== words.length) throw wordsError(text, 'a word stands on two axes');
  return { x, y, z };
}

function parseAxis(part: string, text: string): [string, AxisWords] {
  const match = /^([xyz])\s*:\s*(\w+)\s*\/\s*(\w+)$/.exec(part);
  if (match === null) throw syntaxError(text, `"${part}" is no axis with two words`);
  const [, axis = '', positive, negative] = match;
  const pair = opposites.find(([one, other]) => one === positive && other === negative);
  if (pair === undefined) throw wordsError(text, `${positive}/${negative} are no opposite directions`);
  return [axis, pair];
}

/** The tuple of directions is ordered in pairs of opposites. */
const opposites: readonly AxisWords[] = [
  [directions[0], directions[1]],
  [directions[2], directions[3]],
  [directions[4], directions[5]],
].flatMap(([one, other]): readonly AxisWords[] => [
  [one as Direction, other as Direction],
  [other as Direction, one as Direction],
]);

function syntaxError(text: string, message: string): InspireError {
  return new InspireError({
    code: 'FRAME_SYNTAX',
    message,
    at: text,
    fix: 'write a frame as "x:front/back,y:right/left,z:up/down", the positive direction first',
  });
}

function wordsError(text: string, message: string): InspireError {
  return new InspireError({
    code: 'FRAME_WORDS',
    message,
    at: text,
    fix: `give each axis one pair of opposites of: ${directions.join(', ')}`,
  });
}
