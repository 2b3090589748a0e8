import { describe, expect, it } from 'vitest';
import { handWay } from '../__fixtures__/episode.js';
import type { Grasp } from '../grasp/judge-closure.js';
import type { EventObject } from './event-types.js';
import { positionsFromEvents } from './positions-from-events.js';

// Takes something at 0, lets it go at 3, takes something at 5, lets it go at 9.
const { effector, frames } = handWay([
  [-1, 0, 5],
  [0, 0, 0],
  [3, 0, 0],
  [5, 0, 0],
  [9, 0, 0],
  [9, 0, 5],
]);
const [, a1 = 0, a2 = 0, b1 = 0, b2 = 0] = frames;
const first: Grasp = { start: a1, end: a2, ending: 'released' };
const second: Grasp = { start: b1, end: b2, ending: 'released' };

/** `phrase role` or, for what is named again, `phrase role until-earlier`. */
function objectsOf(...lines: readonly string[]): readonly EventObject[] {
  return lines.map((line) => {
    const [phrase = '', role, until, before] = line.split(' ');
    const earlier = { role: before as EventObject['role'], until: Number(until) };
    return { phrase, role: role as EventObject['role'], ...(until === undefined ? {} : { earlier }) };
  });
}

/** The grasps of each object, or where it lies without one, by phrase. */
function told(grasps: readonly Grasp[], ...lines: readonly string[]) {
  const { tracks } = positionsFromEvents({ effector, grasps, objects: objectsOf(...lines) });
  return Object.fromEntries(
    tracks.map(({ phrase, source, grasped, positions }) => {
      const held = grasps.map(({ start }) => (grasped[start] === 1 ? 'held' : '-')).join(' ');
      const places = [positions[0], positions.at(-3)].join(' to ');
      return [phrase, source === 'grasp' ? held : source === null ? 'unknown' : places];
    }),
  );
}

describe('an object that is named again as something else', () => {
  it('is a place first, and is taken then', () => {
    const lines = ['bowl target', 'plate target 2 destination', 'sink destination'] as const;
    expect(told([first, second], ...lines)).toEqual({ bowl: 'held -', plate: '- held', sink: '9 to 9' });
    expect(told([first], ...lines)).toEqual({ bowl: 'held', plate: '3 to 3', sink: 'unknown' });
  });

  it('is taken in its turn', () => {
    expect(told([first, second], 'cup target', 'plate target 3 reference', 'lid target')).toMatchObject({
      cup: 'held -',
      lid: '- held',
    });
    expect(told([first, second], 'plate target 2 destination', 'cup target', 'sink destination')).toEqual({
      cup: 'held -',
      plate: '- held',
      sink: '9 to 9',
    });
  });

  it('is what one grasp takes, rather than what it is filled with', () => {
    expect(told([first], 'cup target 2 destination', 'water target', 'tray destination')).toEqual({
      cup: 'held',
      water: 'unknown',
      tray: '3 to 3',
    });
  });

  it('keeps the grasps of both: what is opened and then moved', () => {
    expect(told([first, second], 'box target 1 fixture', 'shelf destination')).toEqual({
      box: 'held held',
      shelf: '9 to 9',
    });
  });

  it('becomes a place where it is named as one', () => {
    expect(told([first], 'table destination 2 reference', 'cup target')).toEqual({
      table: '3 to 3',
      cup: 'held',
    });
  });

  it('may be told of too late or too early', () => {
    for (const until of [-1, 0, 99])
      expect(told([first, second], 'bowl target', `plate target ${until} destination`)).toEqual({
        bowl: 'held -',
        plate: '- held',
      });
  });
});

describe('a destination that stands before all that is moved', () => {
  it('is the place of no release where another one follows', () => {
    expect(told([first], 'table destination', 'cup target', 'tray destination')).toEqual({
      table: 'unknown',
      cup: 'held',
      tray: '3 to 3',
    });
  });
});
