import { InspireError } from '@inspire-vla/adapter';
import { describe, expect, it } from 'vitest';
import { thingShapes } from '../model/thing.js';
import { seenTasks, unseenTasks } from '../tasks/split.js';
import { sampleLayout } from './sample-layout.js';
import type { PlacedThing } from './scene.js';

const scenes = [...new Map([...seenTasks, ...unseenTasks].map(({ scene }) => [scene.id, scene])).values()];

describe('a layout', () => {
  it.each(scenes.map((scene) => [scene.id, scene] as const))(
    'of %s keeps things apart and in place',
    (_, scene) => {
      for (let seed = 0; seed < 5; seed += 1) {
        const { things } = sampleLayout(scene, seed);
        scene.things.forEach(({ name, kind, region }, index) => {
          const [x = Number.NaN, y = Number.NaN] = things[name]?.position ?? [];
          expect(x >= region.x[0] && x <= region.x[1] && y >= region.y[0] && y <= region.y[1]).toBe(true);
          for (const other of scene.things.slice(0, index)) {
            const [ox = 0, oy = 0] = things[other.name]?.position ?? [];
            const reach = thingShapes[kind].radius + thingShapes[other.kind].radius;
            expect(Math.hypot(x - ox, y - oy)).toBeGreaterThan(reach);
          }
        });
      }
    },
  );

  it('is the same for the same seed, and another for another', () => {
    const [{ scene }] = seenTasks;
    expect(sampleLayout(scene, 1)).toEqual(sampleLayout(scene, 1));
    expect(sampleLayout(scene, 1)).not.toEqual(sampleLayout(scene, 2));
  });

  it('is drawn from whole seeds of any size, and from no others', () => {
    const [{ scene }] = seenTasks;
    expect(sampleLayout(scene, 2 ** 32 + 5)).toEqual(sampleLayout(scene, 5));
    expect(sampleLayout(scene, -1)).toEqual(sampleLayout(scene, 2 ** 32 - 1));
    for (const seed of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(() => sampleLayout(scene, seed)).toThrow(
        expect.objectContaining({ code: 'EPISODE_OPTIONS', at: 'seed' }),
      );
    }
  });

  it('is refused where there is no such kind of thing', () => {
    const region = { x: [0, 0.1], y: [0, 0.1] } as const;
    const thing = { name: 'red_mug_1', kind: 'mug', colour: 'red', region };
    expect(() => sampleLayout({ id: 'mug', things: [thing as unknown as PlacedThing] }, 0)).toThrow(
      expect.objectContaining({ code: 'SCENE_INVALID', at: 'things[0].kind' }),
    );
  });

  it('is refused where things do not fit', () => {
    const region = { x: [0, 0.01], y: [0, 0.01] } as const;
    const box = (name: string) => ({ name, kind: 'box', colour: 'red', region }) as const;
    const scene = { id: 'crowded', things: [box('red_box_1'), box('red_box_2')] };
    const error = (() => {
      try {
        return sampleLayout(scene, 0);
      } catch (reason) {
        return reason;
      }
    })();
    expect(InspireError.isInstance(error) && error.code).toBe('SCENE_CROWDED');
  });
});
