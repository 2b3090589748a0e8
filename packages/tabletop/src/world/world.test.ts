import { InspireError } from '@inspire-vla/adapter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../engine/engine.js';
import { createExpert } from '../expert/expert.js';
import { tableHeight } from '../model/settings.js';
import { seenTasks } from '../tasks/split.js';
import { createRandom } from './random.js';
import { sampleLayout } from './sample-layout.js';
import { createWorld, type World } from './world.js';

const [task] = seenTasks;
const { scene } = task;
let engine: Engine;
let world: World;

beforeAll(async () => {
  engine = await createEngine();
  world = await createWorld({ scene, engine });
});
afterAll(() => world.close());

/** All that is in a world, as text. */
const bits = () => JSON.stringify([...world.snapshot().state]);

function randomActions(seed: number, count: number): readonly (readonly number[])[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => Array.from({ length: 7 }, () => random.between(-1, 1)));
}

describe('a world', () => {
  it('starts with everything at rest where the layout puts it', () => {
    const layout = sampleLayout(scene, 4);
    const { things, tick } = world.reset(layout);
    expect(tick).toBe(0);
    for (const { name, position, speed, rotation } of things) {
      const [x = Number.NaN, y = Number.NaN] = layout.things[name]?.position ?? [];
      expect(Math.hypot(position[0] - x, position[1] - y)).toBeLessThan(0.002);
      expect(position[2]).toBeGreaterThan(tableHeight - 0.002);
      expect(speed).toBeLessThan(0.02);
      expect(rotation[8]).toBeGreaterThan(0.999);
    }
  });

  it('does the same bit for bit after a reset, in another world, and from a snapshot in mid-grasp', async () => {
    const layout = sampleLayout(scene, 5);
    const actions = randomActions(1, 15);
    const run = (of: World) => {
      const expert = createExpert(task);
      let state = of.reset(layout);
      for (let tick = 0; tick < 24; tick += 1) state = of.step(expert.act(state));
      const middle = of.snapshot();
      for (const action of actions) of.step(action);
      return { middle, end: JSON.stringify([...of.snapshot().state]) };
    };
    const first = run(world);
    const other = await createWorld({ scene, engine: await createEngine() });
    expect(run(world).end).toBe(first.end);
    expect(run(other).end).toBe(first.end);
    other.restore(first.middle);
    for (const action of actions) other.step(action);
    expect(JSON.stringify([...other.snapshot().state])).toBe(first.end);
    other.close();
  });

  it("moves along the world's axes, about 2 cm for a full action, and stays within reach", () => {
    for (const [axis, action] of [
      [0, [1, 0, 0, 0, 0, 0, -1]],
      [1, [0, 1, 0, 0, 0, 0, -1]],
      [2, [0, 0, 1, 0, 0, 0, -1]],
    ] as const) {
      const start = world.reset(sampleLayout(scene, 6)).hand.position;
      for (let tick = 0; tick < 5; tick += 1) world.step(action);
      const { position } = world.observe().hand;
      const moved = position.map((value, index) => value - (start[index] ?? 0));
      expect(moved[axis]).toBeGreaterThan(0.06);
      expect(moved[axis]).toBeLessThan(0.12);
      moved.forEach((value, index) => {
        if (index !== axis) expect(Math.abs(value)).toBeLessThan(0.003);
      });
    }
    for (let tick = 0; tick < 60; tick += 1) world.step([1, 1, 1, 0, 0, 1, -1]);
    expect(world.observe().hand.position[0]).toBeLessThan(0.31);
    expect(world.observe().hand.position[2]).toBeLessThan(tableHeight + 0.41);
  });

  it("opens and closes the fingers by LIBERO's signs, and tells of them and of its turn as LIBERO does", () => {
    world.reset(sampleLayout(scene, 7));
    const open = world.step([0, 0, 0, 0, 0, 0, -1]).hand;
    expect(open.fingers[0]).toBeGreaterThan(0.038);
    expect(open.fingers[1]).toBeLessThan(-0.038);
    expect(open.rotationVector[0]).toBeCloseTo(Math.PI, 2);
    for (let tick = 0; tick < 8; tick += 1) world.step([0, 0, 0, 0, 0, 0, 1]);
    expect(world.step([0, 0, 0, 0, 0, 0, 0]).hand.fingers[0]).toBeLessThan(0.003);
    for (let tick = 0; tick < 8; tick += 1) world.step([0, 0, 0, 0, 0, 0.5, 0]);
    const { rotation } = world.observe().hand;
    expect(Math.atan2(rotation[3] ?? 0, rotation[0] ?? 1)).toBeGreaterThan(0.3);
  });

  it('lets nothing through the table, and warns of nothing, whatever the hand does', () => {
    world.reset(sampleLayout(scene, 8));
    for (const action of randomActions(2, 150)) {
      world.step(action.map((value, index) => (index === 2 ? value - 0.4 : value)));
    }
    for (const { position } of world.observe().things) {
      expect(position.every(Number.isFinite)).toBe(true);
      expect(position[2]).toBeGreaterThan(tableHeight);
    }
    expect(world.warnings()).toBe(0);
    expect(engine.messages).toEqual([]);
  });

  it('refuses what is no action, and goes on as if nothing had happened', () => {
    world.reset(sampleLayout(scene, 9));
    const before = bits();
    for (const action of [
      undefined as unknown as number[],
      [],
      [0, 0, 0],
      [0, 0, 0, 0, 0, 0, Number.NaN],
      Array(8).fill(0),
    ]) {
      const error = catchError(() => world.step(action));
      expect(InspireError.isInstance(error) && error.code).toBe('ACTION_INVALID');
    }
    expect(bits()).toBe(before);
  });

  it('says what is wrong with a scene that the engine refuses', async () => {
    const [thing] = scene.things;
    if (thing === undefined) throw new Error('the scene is empty');
    const twice = { id: 'twice', things: [thing, thing] };
    const pink = { id: 'pink', things: [{ ...thing, colour: 'pink' as 'red' }] };
    for (const wrong of [twice, pink]) {
      const error = await createWorld({ scene: wrong, engine }).catch((reason: unknown) => reason);
      expect(InspireError.isInstance(error) && error.code).toBe('SCENE_INVALID');
    }
  });
});

function catchError(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return null;
}
