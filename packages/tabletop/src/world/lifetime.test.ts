import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../engine/engine.js';
import { seenTasks } from '../tasks/split.js';
import { sampleLayout } from './sample-layout.js';
import { createWorld, type World, type WorldSnapshot } from './world.js';

const [{ scene }] = seenTasks;
const layout = sampleLayout(scene, 1);
let engine: Engine;
let world: World;
let snapshot: WorldSnapshot;

beforeAll(async () => {
  engine = await createEngine();
  world = await createWorld({ scene, engine });
  world.reset(layout);
  snapshot = world.snapshot();
});
afterAll(() => world.close());

/** What needs a world in motion. */
const uses: readonly [string, (of: World) => unknown][] = [
  ['step', (of) => of.step([0, 0, 0, 0, 0, 0, -1])],
  ['observe', (of) => of.observe()],
  ['pose', (of) => of.pose()],
  ['handPose', (of) => of.handPose()],
  ['snapshot', (of) => of.snapshot()],
];

describe('a world', () => {
  it('that has not started is refused, and starts by a reset or by a snapshot', async () => {
    const others = [await createWorld({ scene, engine }), await createWorld({ scene, engine })] as const;
    for (const other of others) {
      for (const [name, use] of uses) {
        expect(() => use(other), name).toThrow(expect.objectContaining({ code: 'WORLD_NOT_STARTED' }));
      }
      expect(other.warnings()).toBe(0);
    }
    others[0].reset(layout);
    others[1].restore(snapshot);
    for (const other of others) {
      for (const [, use] of uses) use(other);
      other.close();
    }
  });

  it('that is closed is refused, and may be closed again', async () => {
    const other = await createWorld({ scene, engine });
    other.reset(layout);
    other.close();
    other.close();
    const more: typeof uses = [
      ['reset', (of) => of.reset(layout)],
      ['restore', (of) => of.restore(snapshot)],
      ['warnings', (of) => of.warnings()],
    ];
    for (const [name, use] of [...uses, ...more]) {
      expect(() => use(other), name).toThrow(expect.objectContaining({ code: 'WORLD_CLOSED', at: scene.id }));
    }
    // Its engine still serves others.
    expect(world.step([0, 0, 0, 0, 0, 0, -1]).tick).toBe(1);
  });

  it('that is closed before it started is closed too', async () => {
    const other = await createWorld({ scene, engine });
    other.close();
    expect(() => other.observe()).toThrow(expect.objectContaining({ code: 'WORLD_CLOSED' }));
  });

  it('refuses a layout that does not fit, and goes on as if nothing had happened', () => {
    world.restore(snapshot);
    const { yaw } = layout.hand;
    const wrong = { ...layout, hand: { position: [Number.NaN, 0, 1], yaw } } as const;
    expect(() => world.reset(wrong)).toThrow(
      expect.objectContaining({ code: 'LAYOUT_INVALID', at: 'hand.position' }),
    );
    expect(world.snapshot()).toEqual(snapshot);
  });

  it.each([
    ['fewer things', scene.things.slice(1)],
    ['as many things, named otherwise', scene.things.toReversed()],
  ])('refuses the snapshot of a scene with %s, and goes on as if nothing had happened', async (_, things) => {
    world.restore(snapshot);
    const other = await createWorld({ scene: { ...scene, things }, engine });
    other.reset(sampleLayout(other.scene, 1));
    other.step([0, 0, 0, 0, 0, 0, 1]);
    const foreign = other.snapshot();
    other.close();
    expect(() => world.restore(foreign)).toThrow(expect.objectContaining({ code: 'SNAPSHOT_INVALID' }));
    expect(world.snapshot()).toEqual(snapshot);
  });

  it('refuses a snapshot that lost some of its numbers', () => {
    world.restore(snapshot);
    const cut = { ...snapshot, state: snapshot.state.slice(1) };
    expect(() => world.restore(cut)).toThrow(
      expect.objectContaining({ code: 'SNAPSHOT_INVALID', at: 'state' }),
    );
    expect(world.snapshot()).toEqual(snapshot);
  });
});
