/**
 * How many object phrases of the 130 LIBERO tasks are linked to the right body.
 *
 * Needs LIBERO's BDDL files (github.com/Lifelong-Robot-Learning/LIBERO, libero/libero/bddl_files) in the folder
 * INSPIRE_LIBERO_BDDL, and the gold bodies of ../shared/data/objects/dev.json. Bodies stand at the middle of the region
 * where the BDDL puts them at the first frame.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkObjects, readObjectsOfInterest } from '@inspire-vla/dataset';
import { createObjectFinder } from '@inspire-vla/prompt-builder';

type Point = readonly [number, number, number];

interface Task {
  readonly suite: string;
  readonly scene: string;
  readonly text: string;
  readonly bddl: string;
}

interface GoldObject {
  readonly phrase: string;
  readonly alt?: readonly string[];
  readonly body?: string;
  readonly optional?: boolean;
}

interface GoldTask {
  readonly source: string;
  readonly scene: string;
  readonly text: string;
  readonly objects: readonly GoldObject[];
}

const suites = ['libero_spatial', 'libero_object', 'libero_goal', 'libero_10', 'libero_90'];
const parts: Readonly<Record<string, readonly string[]>> = {
  wooden_cabinet: ['cabinet_top', 'cabinet_middle', 'cabinet_bottom'],
  white_cabinet: ['cabinet_top', 'cabinet_middle', 'cabinet_bottom'],
  flat_stove: ['burner', 'burner_plate', 'button'],
};

const folder = process.env['INSPIRE_LIBERO_BDDL'];
const goldFile = join(import.meta.dirname, '../../../../shared/data/objects/dev.json');
if (folder === undefined || !existsSync(folder)) {
  console.log('libero linking: INSPIRE_LIBERO_BDDL names no folder of BDDL files; nothing is measured');
} else {
  measure(folder);
}

function measure(root: string): void {
  const tasks = suites.flatMap((suite) => readTasks(root, suite));
  const gold = existsSync(goldFile)
    ? (JSON.parse(readFileSync(goldFile, 'utf8')) as readonly GoldTask[])
    : [];
  for (const isTold of [false, true]) report(tasks, gold, isTold);
}

function readTasks(root: string, suite: string): readonly Task[] {
  return readdirSync(join(root, suite)).map((file) => {
    const name = file.replace(/\.bddl$/, '');
    const scene = /^([A-Z_]+SCENE\d+)_/.exec(name)?.[1] ?? '';
    const text = name.slice(scene === '' ? 0 : scene.length + 1).replaceAll('_', ' ');
    return { suite, scene, text, bddl: readFileSync(join(root, suite, file), 'utf8') };
  });
}

function report(tasks: readonly Task[], gold: readonly GoldTask[], isTold: boolean): void {
  const finder = createObjectFinder();
  let [right, wrong, open, unjudged] = [0, 0, 0, 0];
  for (const task of tasks) {
    const places = placesOf(task.bddl);
    const links = linkObjects({
      objects: finder.find(task.text),
      bodies: [...places.keys()],
      positionOf: (body) => places.get(body) ?? [0, 0, 0],
      ...(isTold ? { objectsOfInterest: readObjectsOfInterest(task.bddl) } : {}),
    });
    const wanted = gold.find(
      ({ source, scene, text }) => source === task.suite && scene === task.scene && text === task.text,
    );
    for (const link of links) {
      const body = wanted?.objects.find(({ phrase, alt = [] }) =>
        [phrase, ...alt].some((own) => same(own, link.phrase)),
      )?.body;
      const found = link.kind === 'linked' ? link.body : link.kind;
      if (link.kind !== 'linked') open += 1;
      else if (body === undefined) unjudged += 1;
      else if (body === found) right += 1;
      else wrong += 1;
      if (
        link.kind !== 'linked' ||
        (body !== undefined && body !== found) ||
        process.env['VERBOSE'] !== undefined
      )
        console.log(
          `  ${task.suite} ${task.scene} "${task.text}": ${link.phrase} -> ${found} (gold ${body ?? 'none'})`,
        );
    }
  }
  const told = isTold ? 'with obj_of_interest' : 'by name and place';
  console.log(
    `libero linking, ${told}: ${right} right, ${wrong} wrong, ${open} reported open, ${unjudged} without gold`,
  );
}

function same(first: string, second: string): boolean {
  return first.replace(/^the /, '') === second.replace(/^the /, '');
}

/** Positions of all bodies at the first frame, from the regions and `:init` of a BDDL. */
function placesOf(bddl: string): ReadonlyMap<string, Point> {
  const regions = new Map<string, Point>();
  for (const [, name = '', target = '', x0, y0, x1, y1] of bddl.matchAll(
    /\((\w+)\s+\(:target (\w+)\)\s+\(:ranges \(\s*\(([-\d.e]+) ([-\d.e]+) ([-\d.e]+) ([-\d.e]+)\)/g,
  ))
    regions.set(`${target}_${name}`, [(Number(x0) + Number(x1)) / 2, (Number(y0) + Number(y1)) / 2, 0]);
  const init = /\(:init([\s\S]*?)\n {2}\)/.exec(bddl)?.[1] ?? '';
  const places = new Map<string, Point>();
  const pairs = [...init.matchAll(/\((?:On|In) (\w+) (\w+)\)/g)].map(([, object = '', place = '']) => ({
    object,
    place,
  }));
  for (const { object, place } of pairs)
    if (regions.has(place)) places.set(object, regions.get(place) ?? [0, 0, 0]);
  for (const { object, place } of pairs) {
    const support = [...places.keys()].find((name) => place.startsWith(name));
    const [x, y, z] = places.get(support ?? '') ?? [0, 0, 0];
    // A body in a drawer stands lower than one on the cabinet.
    const height = place.endsWith('_region') ? 0.1 : 0.2;
    if (!places.has(object) && support !== undefined) places.set(object, [x, y, z + height]);
  }
  const table = /(\w*table|floor) - /.exec(bddl)?.[1] ?? 'table';
  const bodies = new Map<string, Point>([
    [table, [0, 0, 0]],
    ['robot0_base', [-0.66, 0, 0]],
  ]);
  for (const [object, point] of places) {
    bodies.set(`${object}_main`, point);
    for (const part of parts[object.replace(/_\d+$/, '')] ?? []) bodies.set(`${object}_${part}`, point);
  }
  return bodies;
}
