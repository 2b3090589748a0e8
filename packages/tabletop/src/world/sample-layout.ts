import { InspireError } from '@inspire-vla/adapter';
import { checkThings } from '../model/check-things.js';
import { tableHeight } from '../model/settings.js';
import { thingShapes } from '../model/thing.js';
import { cosine, sine } from '../trigonometry/sine-cosine.js';
import { checkSeed } from './check-seed.js';
import { besideGap, handGap } from './gap.js';
import type { Layout, Placement } from './layout.js';
import { createRandom, type Random, seedOfText } from './random.js';
import type { PlacedThing, Region, Scene } from './scene.js';

/** How often the whole scene is tried before it counts as too full. */
const attempts = 4000;

/** Where the hand starts unless it may start anywhere. */
const home = { position: [-0.12, 0, tableHeight + 0.25], yaw: 0 } as const;

/** Options of {@link sampleLayout}. */
export interface LayoutOptions {
  /** Where the hand starts: `home`, nearly always the same place, or `anywhere` above the table. */
  readonly hand?: 'home' | 'anywhere';
}

/**
 * Draws one start of a scene: every thing in its region, with room for fingers between them.
 *
 * @param seed - a whole number; its low 32 bits decide.
 * @throws InspireError `SCENE_CROWDED` where the things do not fit; `SCENE_INVALID` for kinds and colours that there are
 * not; `EPISODE_OPTIONS` for a seed that is no whole number.
 *
 * @example
 * ```ts
 * import { sampleLayout, type Scene } from '@inspire-vla/tabletop';
 *
 * const cup = { name: 'blue_cup_1', kind: 'cup', colour: 'blue' } as const;
 * const scene: Scene = { id: 'one-cup', things: [{ ...cup, region: { x: [0, 0.1], y: [-0.1, 0.1] } }] };
 * const { things } = sampleLayout(scene, 3);
 * const [x = 0] = things['blue_cup_1']?.position ?? [];
 * console.log(x >= 0 && x <= 0.1); // true
 * ```
 */
export function sampleLayout(scene: Scene, seed: number, { hand = 'home' }: LayoutOptions = {}): Layout {
  checkThings(scene.things);
  checkSeed(seed);
  const random = createRandom(seed, seedOfText(scene.id));
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const placements = scene.things.map(({ region }) => place(region, random));
    if (!isFree(scene.things, placements) || !isReservedFree(scene, placements)) continue;
    const parts = Object.entries(scene.parts ?? {}).map(([name, [lowest, highest]]) => [
      name,
      random.between(lowest, highest),
    ]);
    return {
      things: Object.fromEntries(scene.things.map(({ name }, index) => [name, placements[index] ?? zero])),
      parts: Object.fromEntries(parts) as Record<string, number>,
      hand: hand === 'home' ? nearHome(random) : anywhere(random),
    };
  }
  throw new InspireError({
    code: 'SCENE_CROWDED',
    message: `the things of scene ${scene.id} do not fit beside each other in ${attempts} attempts`,
    at: scene.id,
    fix: 'widen the regions or leave things out',
  });
}

const zero: Placement = { position: [0, 0], yaw: 0 };

function place({ x, y, yaw = [0, 0] }: Region, random: Random): Placement {
  return {
    position: [random.between(...x), random.between(...y)],
    yaw: random.between(...yaw),
  };
}

function isFree(things: readonly PlacedThing[], placements: readonly Placement[]): boolean {
  return things.every((one, index) =>
    things.slice(0, index).every((other, position) => {
      const [ax, ay] = placements[index]?.position ?? [0, 0];
      const [bx, by] = placements[position]?.position ?? [0, 0];
      const reach = thingShapes[one.kind].radius + thingShapes[other.kind].radius;
      return Math.hypot(ax - bx, ay - by) >= reach + handGap(one.kind, other.kind);
    }),
  );
}

function isReservedFree({ things, reserved = [] }: Scene, placements: readonly Placement[]): boolean {
  return reserved.every(({ beside, direction, radius }) => {
    const index = things.findIndex(({ name }) => name === beside);
    const [x, y] = placements[index]?.position ?? [0, 0];
    const distance = thingShapes[things[index]?.kind ?? 'box'].radius + radius + besideGap;
    const [px, py] = besidePoint([x, y], direction, distance);
    return things.every(({ kind }, other) => {
      const [ox, oy] = placements[other]?.position ?? [0, 0];
      return other === index || Math.hypot(px - ox, py - oy) > thingShapes[kind].radius + radius + besideGap;
    });
  });
}

/** A point beside another; the direction is an angle from x in half turns. */
function besidePoint(
  [x, y]: readonly [number, number],
  direction: number,
  distance: number,
): readonly [number, number] {
  return [x + distance * cosine(direction * Math.PI), y + distance * sine(direction * Math.PI)];
}

function nearHome(random: Random): Layout['hand'] {
  const [x, y, z] = home.position;
  const near = (value: number) => value + random.between(-0.02, 0.02);
  return { position: [near(x), near(y), near(z)], yaw: home.yaw };
}

function anywhere(random: Random): Layout['hand'] {
  return {
    position: [
      random.between(-0.25, 0.25),
      random.between(-0.32, 0.32),
      tableHeight + random.between(0.2, 0.36),
    ],
    yaw: random.between(-0.8, 0.8),
  };
}
