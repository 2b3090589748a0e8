import { colours } from '../model/palette.js';
import { thingKinds } from '../model/thing.js';
import type { Scene } from '../world/scene.js';
import { relationKinds } from './relation-kinds.js';
import { splitInvalid } from './split-invalid.js';
import { type Goal, type Task, taskFamilies, unseenKinds } from './task.js';
import { type Check, fields, listOf, mapOf, number, oneOf, range, text } from './value-checks.js';

/** A split as it stands in a file: tasks name their scene. */
export interface SplitFile {
  readonly name: string;
  readonly version: number;
  readonly scenes: readonly Scene[];
  readonly tasks: readonly (Omit<Task, 'scene'> & { readonly scene: string })[];
  readonly checksum: string;
}

const thing = fields({
  name: text,
  kind: oneOf(thingKinds),
  colour: oneOf(colours),
  region: fields({ x: range, y: range }, { yaw: range }),
});

const scene = fields(
  { id: text, things: listOf(thing) },
  {
    parts: mapOf(range),
    reserved: listOf(fields({ beside: text, direction: number, radius: number })),
  },
);

const namedGoal = fields({ relation: oneOf(Object.keys(relationKinds)), object: text });

const goal: Check = (value, at) => {
  namedGoal(value, at);
  const { relation, target } = value as Pick<Goal, 'relation'> & { readonly target?: unknown };
  const place = `${at}.target`;
  if (relationKinds[relation] !== 'part') text(target, place);
  else if (target !== undefined) {
    throw splitInvalid(`${place} is there, and "${relation}" has none`, 'leave the target out', place);
  }
};

const task = fields(
  {
    id: text,
    scene: text,
    family: oneOf(taskFamilies),
    instruction: text,
    objects: listOf(fields({ phrase: text, body: text })),
    goals: listOf(goal, 1),
  },
  { plan: listOf(goal, 1), kind: oneOf(unseenKinds) },
);

const split = fields({ name: text, version: number, scenes: listOf(scene), tasks: listOf(task, 1) });

/**
 * Sees that a value has the shape of a split, but for its checksum: kinds, colours and relations that there are, and
 * numbers where they are needed.
 *
 * @throws InspireError `SPLIT_INVALID` with the place of the first thing that is wrong, e.g. `scenes[0].things[1].kind`.
 */
export function checkSplit(value: unknown): asserts value is SplitFile {
  split(value, '');
}
