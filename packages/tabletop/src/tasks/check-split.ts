import { z } from 'zod';
import { placeOf, thingSchema } from '../model/thing-schema.js';
import type { Scene } from '../world/scene.js';
import { type RelationKind, relationKinds } from './relation-kinds.js';
import { splitInvalid } from './split-invalid.js';
import { type GoalRelation, type Task, taskFamilies, unseenKinds } from './task.js';

/** A split as it stands in a file: tasks name their scene. */
export interface SplitFile {
  readonly name: string;
  readonly version: number;
  readonly scenes: readonly Scene[];
  readonly tasks: readonly (Omit<Task, 'scene'> & { readonly scene: string })[];
  readonly checksum: string;
}

const text = z.string().min(1);
const range = z.tuple([z.number(), z.number()]);
const thing = thingSchema.extend({ region: z.object({ x: range, y: range, yaw: range.optional() }) });
const scene = z.object({
  id: text,
  things: z.array(thing),
  parts: z.record(z.string(), range).optional(),
  reserved: z.array(z.object({ beside: text, direction: z.number(), radius: z.number() })).optional(),
});
const relations = Object.entries(relationKinds) as [GoalRelation, RelationKind][];
const placing = relations.filter(([, kind]) => kind !== 'part').map(([relation]) => relation);
const setting = relations.filter(([, kind]) => kind === 'part').map(([relation]) => relation);
const goal = z.discriminatedUnion('relation', [
  z.object({ relation: z.enum(placing), object: text, target: text }),
  z.object({ relation: z.enum(setting), object: text, target: z.undefined().optional() }),
]);
const task = z.object({
  id: text,
  scene: text,
  family: z.enum(taskFamilies),
  instruction: text,
  objects: z.array(z.object({ phrase: text, body: text })),
  goals: z.array(goal).min(1),
  plan: z.array(goal).min(1).optional(),
  kind: z.enum(unseenKinds).optional(),
});
const split = z.object({
  name: text,
  version: z.number(),
  scenes: z.array(scene),
  tasks: z.array(task).min(1),
});

/**
 * Sees that a value has the shape of a split, but for its checksum: kinds, colours and relations that there are, and
 * numbers where they are needed.
 *
 * @throws InspireError `SPLIT_INVALID` with the place of the first thing that is wrong, e.g. `scenes[0].things[1].kind`.
 */
export function checkSplit(value: unknown): asserts value is SplitFile {
  const issue = split.safeParse(value).error?.issues[0];
  if (issue === undefined) return;
  const at = placeOf(issue.path);
  const fix = 'write it as it stands in the splits of this package';
  throw at === '' ? splitInvalid(issue.message, fix) : splitInvalid(`${at}: ${issue.message}`, fix, at);
}
