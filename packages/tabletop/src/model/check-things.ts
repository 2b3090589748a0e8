import { InspireError } from '@inspire-vla/adapter';
import { z } from 'zod';
import { placeOf, thingSchema } from './thing-schema.js';

const things = z.object({ things: z.array(thingSchema) });

/**
 * Sees that things have names, and kinds and colours that there are.
 *
 * @throws InspireError `SCENE_INVALID` with the place of the first that has not, e.g. `things[1].kind`.
 */
export function checkThings(given: readonly unknown[]): void {
  const issue = things.safeParse({ things: given }).error?.issues[0];
  if (issue === undefined) return;
  const at = placeOf(issue.path);
  throw new InspireError({
    code: 'SCENE_INVALID',
    message: `the scene cannot be built: ${at}: ${issue.message}`,
    at,
    fix: 'give each thing a name, and a kind and a colour that there are',
  });
}
