import { createHash } from 'node:crypto';
import { InspireError } from '@inspire-vla/adapter';
import { describe, expect, it } from 'vitest';
import { parseSplit } from './split.js';

const region = { x: [0, 0.1], y: [0, 0.1] };
const box = { name: 'red_box_1', kind: 'box', colour: 'red', region };
const plate = { name: 'white_plate_1', kind: 'plate', colour: 'white', region };
const cabinet = { name: 'black_cabinet_1', kind: 'cabinet', colour: 'black', region };
const stove = { name: 'black_stove_1', kind: 'stove', colour: 'black', region };
const scene = {
  id: 'mine',
  things: [box, plate, cabinet, stove],
  parts: { black_cabinet_1_drawer: [0.1, 0.12] },
  reserved: [{ beside: 'white_plate_1', direction: 0.5, radius: 0.03 }],
};
const goals = [
  { relation: 'left-of', object: 'red_box_1', target: 'white_plate_1' },
  { relation: 'in', object: 'red_box_1', target: 'black_cabinet_1_drawer' },
  { relation: 'open', object: 'black_cabinet_1_drawer' },
  { relation: 'pressed', object: 'black_stove_1_button' },
];
const objects = [{ phrase: 'the red box', body: 'red_box_1' }];
const task = { id: 'mine/one', scene: 'mine', family: 'two-step', instruction: 'do it', objects, goals };
const file = { name: 'mine', version: 1, scenes: [scene], tasks: [task] };

/** A value with another at a place such as `tasks[0].id`; undefined takes it away. */
function replaced(value: unknown, place: string, by: unknown): unknown {
  const [name, ...rest] = place.split(/[.[\]]+/).filter((part) => part !== '');
  if (name === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[name] = replaced(copy[name], rest.join('.'), by);
  return copy;
}

function withChecksum(body: unknown): string {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return JSON.stringify(body);
  const checksum = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  return JSON.stringify({ ...body, checksum });
}

async function refusal(text: string): Promise<unknown> {
  const error = await parseSplit(text).catch((reason: unknown) => reason);
  return InspireError.isInstance(error) ? [error.code, error.at] : error;
}

/** The places of all values within a value. */
function placesOf(value: unknown, place = ''): readonly string[] {
  const within = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [place, ...within.flatMap(([name, entry]) => placesOf(entry, `${place}.${name}`))];
}

describe("a split of one's own", () => {
  it('is read where all in it is known and named', async () => {
    const { tasks } = await parseSplit(withChecksum(file));
    expect(tasks).toEqual([{ ...task, scene }]);
  });

  it('is refused without its checksum', async () => {
    expect(await refusal(JSON.stringify(file))).toEqual(['SPLIT_INVALID', 'checksum']);
  });

  it.each([[null], [7], ['word'], [[1]]])('is refused where it is %j', async (value) => {
    expect(await refusal(JSON.stringify(value))).toEqual(['SPLIT_INVALID', undefined]);
  });

  it.each<[string, unknown]>([
    ['version', '1'],
    ['scenes', undefined],
    ['scenes[0]', null],
    ['scenes[1]', null],
    ['scenes[0].things[1]', null],
    ['scenes[0].things[1].kind', 'mug'],
    ['scenes[0].things[0].colour', 'pink'],
    ['scenes[0].things[0].region', undefined],
    ['scenes[0].things[0].region.x', [0]],
    ['scenes[0].things[1].name', 'red_box_1'],
    ['scenes[0].parts.red_box_1', [0, 1]],
    ['scenes[0].parts.black_cabinet_1_drawer', 0.1],
    ['scenes[0].reserved[0].beside', 'red_cup_1'],
    ['scenes[0].reserved[0].radius', '3 cm'],
    ['tasks', []],
    ['tasks[1]', null],
    ['tasks[0].family', 'juggle'],
    ['tasks[0].kind', 'other'],
    ['tasks[0].scene', 'kitchen-9'],
    ['tasks[0].goals', undefined],
    ['tasks[0].goals', []],
    ['tasks[0].plan', []],
    ['tasks[0].objects[0].body', 'red_cup_1'],
    ['tasks[0].goals[0].relation', 'left_of'],
    ['tasks[0].goals[0].relation', 'toString'],
    ['tasks[0].goals[0].target', undefined],
    ['tasks[0].goals[0].object', 'red_cup_1'],
    // A plate has things on it and not in it; a drawer is opened and a button pressed, and neither has a target.
    ['tasks[0].goals[1].target', 'white_plate_1'],
    ['tasks[0].goals[2].object', 'black_stove_1_button'],
    ['tasks[0].goals[3].object', 'black_cabinet_1_drawer'],
    ['tasks[0].goals[2].target', 'white_plate_1'],
    ['tasks[0].plan[0]', 'left-of'],
  ])('is refused with the place of what is wrong: %s is %j', async (place, value) => {
    const text = withChecksum(replaced({ ...file, tasks: [{ ...task, plan: goals }] }, place, value));
    const at = place === 'scenes[0].parts.red_box_1' ? 'scenes[0].parts' : place;
    expect(await refusal(text)).toEqual(['SPLIT_INVALID', at]);
  });

  it('is refused where two scenes or two tasks have one id', async () => {
    const twoScenes = withChecksum({ ...file, scenes: [scene, scene] });
    expect(await refusal(twoScenes)).toEqual(['SPLIT_INVALID', 'scenes[1].id']);
    const twoTasks = withChecksum({ ...file, tasks: [task, task] });
    expect(await refusal(twoTasks)).toEqual(['SPLIT_INVALID', 'tasks[1].id']);
  });

  it('never fails but by its own error, whatever stands in the place of a value', async () => {
    for (const place of placesOf(file)) {
      for (const value of [undefined, null, 7, 'word', [], {}, [null]]) {
        const text = withChecksum(replaced(file, place, value)) ?? 'undefined';
        const error = await parseSplit(text).catch((reason: unknown) => reason);
        if (error instanceof Error)
          expect([place, value, error]).toEqual([place, value, expect.any(InspireError)]);
      }
    }
  });
});
