import { z } from 'zod';
import { type Colour, colours } from './palette.js';
import { thingKinds } from './thing.js';

/** The shape of a thing: a name, and a kind and a colour that there are. */
export const thingSchema = z.object({
  name: z.string().min(1),
  kind: z.enum(thingKinds),
  colour: z.enum(colours as [Colour]),
});

/** A place in a value as it is written in code, e.g. `tasks[3].goals[0]`; empty for the whole. */
export function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
