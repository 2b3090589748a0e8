import { partsOf } from '../model/parts.js';
import { thingShapes } from '../model/thing.js';
import type { Scene } from '../world/scene.js';
import { relationKindOf } from './relation-kinds.js';
import { splitInvalid, wrongValue } from './split-invalid.js';
import type { Goal, Task } from './task.js';

/**
 * Sees that each entry of a list has a name of its own.
 *
 * @param field - of the entries, which holds the name.
 * @throws InspireError `SPLIT_INVALID` with the place of the second of two.
 */
export function checkUnique<Field extends string>(
  entries: readonly Readonly<Record<Field, string>>[],
  at: string,
  field: Field,
): void {
  const names = entries.map((entry) => entry[field]);
  const second = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (second < 0) return;
  const place = `${at}[${second}].${field}`;
  throw splitInvalid(`${place}, "${names[second]}", stands there twice`, 'give each its own', place);
}

/**
 * Sees that a scene names only what it holds.
 *
 * @throws InspireError `SPLIT_INVALID` with the place of a name that it lacks.
 */
export function checkSceneNames({ things, parts = {}, reserved = [] }: Scene, at: string): void {
  const names = things.map(({ name }) => name);
  const partNames = [...partsOf(things).keys()];
  checkUnique(things, `${at}.things`, 'name');
  for (const name of Object.keys(parts)) checkName(name, partNames, `${at}.parts`);
  reserved.forEach(({ beside }, index) => {
    checkName(beside, names, `${at}.reserved[${index}].beside`);
  });
}

/**
 * Sees that a task names only what its scene holds, and what can be used so.
 *
 * @throws InspireError `SPLIT_INVALID` with the place of a name that cannot.
 */
export function checkTaskNames({ scene, objects, goals, plan = [] }: Task, at: string): void {
  const names = [...scene.things.map(({ name }) => name), ...partsOf(scene.things).keys()];
  objects.forEach(({ body }, index) => {
    checkName(body, names, `${at}.objects[${index}].body`);
  });
  goals.forEach((goal, index) => {
    checkGoalNames(goal, scene, `${at}.goals[${index}]`);
  });
  plan.forEach((goal, index) => {
    checkGoalNames(goal, scene, `${at}.plan[${index}]`);
  });
}

function checkGoalNames(goal: Goal, { things }: Scene, at: string): void {
  const kind = relationKindOf(goal);
  const parts = [...partsOf(things)];
  const namesOf = (part: 'drawer' | 'button') => parts.filter(([, of]) => of === part).map(([name]) => name);
  const names = things.map(({ name }) => name);
  if (kind === 'part') {
    checkName(goal.object, namesOf(goal.relation === 'pressed' ? 'button' : 'drawer'), `${at}.object`);
    return;
  }
  checkName(goal.object, names, `${at}.object`);
  if (!('target' in goal)) return;
  const holders = things
    .filter((thing) => thingShapes[thing.kind].holds?.relation === goal.relation)
    .map(({ name }) => name);
  const holding = goal.relation === 'in' ? [...holders, ...namesOf('drawer')] : holders;
  checkName(goal.target, kind === 'held' ? holding : names, `${at}.target`);
}

function checkName(name: string, names: readonly string[], at: string): void {
  if (names.includes(name)) return;
  if (names.length > 0) throw wrongValue(name, at, `one of ${names.join(', ')}`);
  throw splitInvalid(`${at} is "${name}", and the scene has nothing for it`, 'add it to the scene', at);
}
