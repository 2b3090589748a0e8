import { type AxisWords, InspireError } from '@inspire-vla/adapter';
import type { Frame } from './frame.js';

/** The axes of the world. */
export const axes = ['x', 'y', 'z'] as const;

/**
 * Parses `x:front/back,y:right/left,z:up/down` without looking at the words.
 *
 * @throws InspireError `FRAME_SYNTAX` for another form.
 */
export function parseFrame(text: string): Frame {
  const parts = text.split(',');
  const pairs = new Map(parts.map((part) => parseAxis(part.trim(), text)));
  const [x, y, z] = axes.map((axis) => pairs.get(axis));
  if (x === undefined || y === undefined || z === undefined || parts.length !== axes.length) {
    throw syntaxError(text, 'each of x, y and z must stand there once');
  }
  return { x, y, z };
}

function parseAxis(part: string, text: string): [string, AxisWords] {
  const match = /^([xyz])\s*:\s*(\w+)\s*\/\s*(\w+)$/.exec(part);
  if (match === null) throw syntaxError(text, `"${part}" is no axis with two words`);
  const [, axis = '', positive, negative] = match;
  return [axis, [positive, negative] as unknown as AxisWords];
}

function syntaxError(text: string, message: string): InspireError {
  return new InspireError({
    code: 'FRAME_SYNTAX',
    message,
    at: text,
    fix: 'write a frame as "x:front/back,y:right/left,z:up/down", the positive direction first',
  });
}
