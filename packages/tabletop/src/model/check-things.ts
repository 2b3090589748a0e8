import { InspireError } from '@inspire-vla/adapter';
import { colours } from './palette.js';
import { type Thing, thingKinds } from './thing.js';

/**
 * Sees that things have names, and kinds and colours that there are.
 *
 * @throws InspireError `SCENE_INVALID` with the place of the first that has not, e.g. `things[1].kind`.
 */
export function checkThings(things: readonly (Partial<Thing> | null)[]): void {
  things.forEach((thing, index) => {
    const at = `things[${index}]`;
    if (thing === null || typeof thing !== 'object') throw invalid(thing, at, 'a thing');
    const { name, kind, colour } = thing;
    if (typeof name !== 'string' || name === '') throw invalid(name, `${at}.name`, 'a name');
    if (!isOneOf(kind, thingKinds)) throw invalid(kind, `${at}.kind`, `one of ${thingKinds.join(', ')}`);
    if (!isOneOf(colour, colours)) throw invalid(colour, `${at}.colour`, `one of ${colours.join(', ')}`);
  });
}

function isOneOf(word: string | undefined, words: readonly string[]): boolean {
  return word !== undefined && words.includes(word);
}

function invalid(value: unknown, at: string, wanted: string): InspireError {
  return new InspireError({
    code: 'SCENE_INVALID',
    message: `the scene cannot be built: ${at} is ${JSON.stringify(value)}, not ${wanted}`,
    at,
    fix: `give ${wanted}`,
  });
}
