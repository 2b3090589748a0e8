// Writes src/tasks/splits/*.json from the catalogue. The files are fixed: change them, or when their goals count as reached,
// only with a new version.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Colour } from '../src/model/palette.js';
import { type ThingKind, thingShapes } from '../src/model/thing.js';
import type { Goal, TaskObject } from '../src/tasks/task.js';
import type { PlacedThing, Region, Scene } from '../src/world/scene.js';
import {
  regions,
  type SceneDraft,
  sceneDrafts,
  seenDrafts,
  type TaskDraft,
  type UnseenDraft,
  unseenDrafts,
} from './catalogue.js';

type Change = Pick<UnseenDraft, 'isMirrored' | 'colours'>;

const nameOf = (words: string) => words.replace(/^(\w+ \w+)/, '$1 1').replaceAll(' ', '_');

function sceneOf(id: string, { isMirrored = false, colours = {} }: Change): Scene {
  const draft = sceneDrafts.find((candidate) => candidate.id === id);
  if (draft === undefined) throw new Error(`no scene ${id}`);
  const reword = (words: string) => colours[words] ?? words;
  const side = isMirrored ? -1 : 1;
  const things = Object.entries(draft.things).map(([words, region]) =>
    placed(reword(words), region as keyof typeof regions, isMirrored),
  );
  const reserved = (draft.reserved ?? []).map(([beside, direction, kind]) => ({
    beside: nameOf(reword(beside)),
    // Places to the left and right are asked for by the viewer's sides, which do not change with the arrangement.
    direction,
    radius: thingShapes[kind as ThingKind].radius,
  }));
  return {
    id: `${id}${side < 0 ? '-mirrored' : ''}${Object.keys(colours).length > 0 ? `-${nameOf(Object.values(colours).join(' '))}` : ''}`,
    things,
    ...openParts(draft),
    ...(reserved.length === 0 ? {} : { reserved }),
  };
}

function openParts({ open }: SceneDraft): Pick<Scene, 'parts'> {
  return open === undefined ? {} : { parts: { [`${nameOf(open)}_drawer`]: [0.125, 0.14] } };
}

function placed(words: string, region: keyof typeof regions, isMirrored: boolean): PlacedThing {
  const [colour, kind] = words.split(' ') as [Colour, ThingKind];
  const { x, y } = regions[region];
  const yaw: Region['yaw'] = kind === 'box' ? [-0.7, 0.7] : [0, 0];
  const across: readonly [number, number] = isMirrored ? [-y[1], -y[0]] : y;
  return { name: nameOf(words), kind, colour, region: { x, y: across, yaw } };
}

function goalOf([relation, object, target]: TaskDraft['goals'][number]): Goal {
  const names = { relation, object: nameOf(object) };
  return (target === undefined ? names : { ...names, target: nameOf(target) }) as Goal;
}

/** The objects of an instruction, in its order, each once. */
function objectsOf({ instruction, goals }: TaskDraft): readonly TaskObject[] {
  const words = [
    ...new Set(goals.flatMap(([, object, target]) => (target === undefined ? [object] : [object, target]))),
  ];
  return words
    .map((name) => ({ phrase: phraseOf(name), body: nameOf(name) }))
    .sort((one, other) => place(instruction, one.phrase) - place(instruction, other.phrase));
}

/** `white cabinet drawer` is called the drawer of the white cabinet. */
function phraseOf(words: string): string {
  const part = /^(.*) (drawer|button)$/.exec(words);
  return part === null ? `the ${words}` : `the ${part[2]} of the ${part[1]}`;
}

function place(instruction: string, phrase: string): number {
  const whole = instruction.indexOf(phrase);
  return whole >= 0 ? whole : instruction.indexOf(phrase.split(' of ')[0] ?? phrase);
}

function taskOf(draft: TaskDraft & Partial<UnseenDraft>, scene: Scene) {
  const { family, instruction, goals, plan, kind } = draft;
  return {
    id: `${scene.id}/${instruction.replace(/[^a-z]+/g, '-')}`,
    scene: scene.id,
    family,
    ...(kind === undefined ? {} : { kind }),
    instruction,
    objects: objectsOf(draft),
    goals: goals.map(goalOf),
    ...(plan === undefined ? {} : { plan: plan.map(goalOf) }),
  };
}

function write(name: string, drafts: readonly (TaskDraft & Partial<UnseenDraft>)[]): void {
  const scenes = new Map<string, Scene>();
  const tasks = drafts.map((draft) => {
    const scene = sceneOf(draft.scene, draft);
    scenes.set(scene.id, scene);
    return taskOf(draft, scene);
  });
  const body = { name, version: 2, scenes: [...scenes.values()], tasks };
  const checksum = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const path = new URL(`../src/tasks/splits/${name}.json`, import.meta.url);
  writeFileSync(path, `${JSON.stringify({ ...body, checksum }, null, 2)}\n`);
  process.stdout.write(`${name}: ${tasks.length} tasks, ${scenes.size} scenes, ${checksum}\n`);
}

write('seen', seenDrafts);
write('unseen', unseenDrafts);
