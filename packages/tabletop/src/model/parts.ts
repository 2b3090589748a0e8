import type { Thing } from './thing.js';
import { drawerJoint } from './things/cabinet.js';
import { buttonJoint } from './things/stove.js';

/** What of a thing can be moved on its own. */
export type PartKind = 'drawer' | 'button';

/** Drawers and buttons of some things, by name, e.g. `white_cabinet_1_drawer`. */
export function partsOf(things: readonly Pick<Thing, 'name' | 'kind'>[]): ReadonlyMap<string, PartKind> {
  const parts = new Map<string, PartKind>();
  for (const { name, kind } of things) {
    if (kind === 'cabinet') parts.set(drawerJoint(name), 'drawer');
    if (kind === 'stove') parts.set(buttonJoint(name), 'button');
  }
  return parts;
}
